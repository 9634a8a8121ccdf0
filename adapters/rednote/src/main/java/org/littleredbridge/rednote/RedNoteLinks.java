package org.littleredbridge.rednote;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformLinks;

/// Reads RedNote links of both platforms (xiaohongshu.com and rednote.com) out of pasted text, and
/// makes links for people.
///
/// Understood are `/explore/<note>`, `/discovery/item/<note>`, `/search_result/<note>`,
/// `/user/profile/<creator>` and `/user/profile/<creator>/<note>`, with or without `https://`
/// before and a share text around, and the short links of xhslink.com and xhslink.cn. A bare id is
/// not decided here: whether it names a note or a creator is known to who has seen it. Hosts that
/// only look alike, addresses with a user before `@` and other ports are no RedNote links.
/// Thread-safe.
public final class RedNoteLinks implements PlatformLinks {
  /// Longer than any share text; what somebody pastes behind that is not looked at.
  private static final int LOOKED_AT = 20_000;

  private static final int MOST_ADDRESSES = 50;
  private static final int MOST_LINKS = 5;

  // An address is ASCII without blanks, so Chinese words and punctuation end it; so do brackets,
  // which RedNote's addresses never have, and other writing has around them.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:https?://|(?<![A-Za-z0-9.@/:_-])(?=(?:www\\.)?(?:xiaohongshu|rednote|xhslink)\\.))"
              + "[!-~&&[^\"'<>`{}|\\\\^\\[\\]()]]{1,2000}");

  private final URI pageBase;
  private final LinkHosts hosts;
  private final ShortLinks shortLinks;

  /// @param pageBase where the links shown to people lead, such as `https://www.rednote.com`; links
  ///   there are also understood
  public RedNoteLinks(URI pageBase) {
    this(LinkHosts.ofRedNoteAnd(base(pageBase)), pageBase);
  }

  /// Links of the platform's stand-in, which are also understood when they are short. Short links
  /// of the platform itself are not followed then: what they lead to is not there.
  ///
  /// @param standIn its address, such as `http://127.0.0.1:18061`
  public static RedNoteLinks ofStandIn(URI standIn) {
    return new RedNoteLinks(LinkHosts.ofStandIn(base(standIn)), standIn);
  }

  private RedNoteLinks(LinkHosts hosts, URI pageBase) {
    this(hosts, pageBase, ShortLinks.client());
  }

  RedNoteLinks(LinkHosts hosts, URI pageBase, OkHttpClient client) {
    this.pageBase = base(pageBase);
    this.hosts = hosts;
    this.shortLinks = new ShortLinks(client, hosts);
  }

  private static URI base(URI pageBase) {
    if (pageBase.getHost() == null
        || !LinkHosts.isWeb(pageBase)
        || pageBase.getRawQuery() != null) {
      throw new IllegalArgumentException("links need an address such as https://www.rednote.com");
    }
    return URI.create(pageBase.toString().replaceFirst("/+$", ""));
  }

  @Override
  public boolean mentions(String text) {
    return hosts.named().matcher(text).find();
  }

  @Override
  public List<Link> read(String text) {
    var links = new ArrayList<Link>();
    var addresses =
        ADDRESS.matcher(text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text);
    for (var n = 0; n < MOST_ADDRESSES && links.size() < MOST_LINKS && addresses.find(); n++) {
      parsed(trimmed(addresses.group().replace("&amp;", "&")))
          .flatMap(this::link)
          .filter(link -> !links.contains(link))
          .ifPresent(links::add);
    }
    return links;
  }

  private Optional<Link> link(URI address) {
    return LinkTarget.of(address, hosts)
        .<Link>map(Link.Whole::new)
        .or(() ->
            Optional.of(address)
                .filter(hosts::isShort)
                .map(RedNoteLinks::bare)
                .map(Link.Short::new));
  }

  /// Without what the sharing app adds, so that one link is one.
  private static URI bare(URI address) {
    return URI.create(
        address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath());
  }

  @Override
  public Target resolve(Link.Short link) {
    return shortLinks.resolve(link.address());
  }

  @Override
  public URI page(NoteRef note) {
    return URI.create(
        pageBase
            + "/explore/"
            + note.id()
            // Without its token a note's page leads visitors to an error page.
            + note.token().map(t -> query(t) + "&xsec_source=pc_feed").orElse(""));
  }

  @Override
  public URI page(CreatorRef creator) {
    return URI.create(
        pageBase
            + "/user/profile/"
            + creator.id()
            + creator.token().map(RedNoteLinks::query).orElse(""));
  }

  private static String query(AccessToken token) {
    return "?xsec_token=" + URLEncoder.encode(token.value(), StandardCharsets.UTF_8);
  }

  /// Without the punctuation of the sentence around it.
  private static String trimmed(String address) {
    var end = address.length();
    while (end > 0 && ".,;:!?*~_".indexOf(address.charAt(end - 1)) >= 0) {
      end--;
    }
    return address.substring(0, end);
  }

  private static Optional<URI> parsed(String address) {
    var full = address.regionMatches(true, 0, "http", 0, 4) ? address : "https://" + address;
    try {
      return Optional.of(new URI(full)).filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException _) {
      return Optional.empty(); // not an address, so not a link
    }
  }
}
