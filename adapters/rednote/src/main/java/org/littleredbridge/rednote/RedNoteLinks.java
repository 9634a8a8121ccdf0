package org.littleredbridge.rednote;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.NoteId;
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
  private static final Set<String> HOSTS =
      Set.of("www.xiaohongshu.com", "xiaohongshu.com", "www.rednote.com", "rednote.com");

  // An address is ASCII without blanks, so Chinese words and punctuation end it.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:https?://|(?<![A-Za-z0-9.@/:_-])(?=(?:www\\.)?(?:xiaohongshu|rednote|xhslink)\\.))"
              + "[!-~&&[^\"'<>`{}|\\\\^]]{1,2000}");
  private static final Pattern TRAILING = Pattern.compile("[.,;:!?)\\]}*~]+$");

  private final URI pageBase;
  private final ShortLinks shortLinks;

  /// @param pageBase where the links shown to people lead, such as `https://www.rednote.com`; links
  ///   there are also understood
  public RedNoteLinks(URI pageBase) {
    this(pageBase, ShortLinks.client());
  }

  RedNoteLinks(URI pageBase, OkHttpClient client) {
    if (pageBase.getHost() == null || !isWeb(pageBase) || pageBase.getRawQuery() != null) {
      throw new IllegalArgumentException("links need an address such as https://www.rednote.com");
    }
    this.pageBase = URI.create(pageBase.toString().replaceFirst("/+$", ""));
    this.shortLinks = new ShortLinks(client, this::isPlatform, this::target);
  }

  @Override
  public Optional<Target> find(String text) {
    var addresses = ADDRESS.matcher(text.replace("&amp;", "&"));
    while (addresses.find()) {
      var address = parsed(TRAILING.matcher(addresses.group()).replaceFirst(""));
      var target = address.flatMap(this::target);
      if (target.isPresent()) {
        return target;
      }
      if (address.filter(ShortLinks::isShort).isPresent()) {
        return Optional.of(shortLinks.resolve(address.get()));
      }
    }
    return Optional.empty();
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

  private static Optional<URI> parsed(String address) {
    var full = address.regionMatches(true, 0, "http", 0, 4) ? address : "https://" + address;
    try {
      return Optional.of(new URI(full)).filter(uri -> uri.getHost() != null && isWeb(uri));
    } catch (URISyntaxException _) {
      return Optional.empty(); // not an address, so not a link
    }
  }

  private static boolean isWeb(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
  }

  private boolean isPlatform(URI address) {
    var host = address.getHost();
    if (host == null || address.getRawUserInfo() != null || !isWeb(address)) {
      return false;
    }
    var known = HOSTS.contains(host.toLowerCase(Locale.ROOT)) && hasDefaultPort(address);
    return known
        || (host.equalsIgnoreCase(pageBase.getHost()) && address.getPort() == pageBase.getPort());
  }

  static boolean hasDefaultPort(URI address) {
    var usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getPort() == -1 || address.getPort() == usual;
  }

  /// What a link of the platform points to; empty for any other.
  private Optional<Target> target(URI address) {
    if (!isPlatform(address)) {
      return Optional.empty();
    }
    var path = Arrays.stream(address.getRawPath().split("/")).filter(s -> !s.isEmpty()).toList();
    var token = token(address);
    try {
      return target(path, token);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the id is none
    }
  }

  private static Optional<Target> target(List<String> path, Optional<AccessToken> token) {
    var place = path.isEmpty() ? "" : String.join("/", path.subList(0, path.size() - 1));
    var last = path.isEmpty() ? "" : path.getLast();
    if (Set.of("explore", "discovery/item", "search_result").contains(place)) {
      return Optional.of(new Target.ToNote(new NoteRef(new NoteId(last), token)));
    }
    if (place.equals("user/profile")) {
      return Optional.of(new Target.ToCreator(new CreatorRef(new CreatorId(last), token)));
    }
    if (path.size() == 4 && place.startsWith("user/profile/")) {
      return Optional.of(new Target.ToNote(new NoteRef(new NoteId(last), token)));
    }
    return Optional.empty();
  }

  /// The access token that a link of the platform carries.
  static Optional<AccessToken> token(URI address) {
    var query = address.getRawQuery() == null ? "" : address.getRawQuery();
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith("xsec_token="))
        // A plus stands for itself here: tokens are base64.
        .map(pair -> pair.substring("xsec_token=".length()).replace("+", "%2B"))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .filter(value -> value.matches("[A-Za-z0-9_+/=-]{1,256}"))
        .map(AccessToken::new)
        .findFirst();
  }
}
