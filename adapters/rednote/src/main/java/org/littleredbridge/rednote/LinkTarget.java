package org.littleredbridge.rednote;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformLinks.Target;

/// What an address on the platform's hosts points to.
final class LinkTarget {
  // A note's id; what a sloppy copy left behind it, such as an encoded comma, does not count.
  private static final Pattern NOTE = Pattern.compile("([0-9a-fA-F]{24})(?:[^0-9A-Za-z].*)?");
  private static final Set<String> NOTE_PLACES =
      Set.of("explore", "discovery/item", "search_result");
  private static final int ENCODED = 3;

  private LinkTarget() {}

  /// Empty for an address on another host, and for one that is no note's or creator's.
  ///
  /// Who is not logged in, or comes without a token, is sent to a page such as `/login` or `/404`
  /// that has the address in `redirectPath`; that one is meant then.
  static Optional<Target> of(URI address, LinkHosts hosts) {
    if (!hosts.isPlatform(address)) {
      return Optional.empty();
    }
    var itself = here(address);
    return itself.isPresent() ? itself : meant(address, hosts).flatMap(LinkTarget::here);
  }

  private static Optional<URI> meant(URI address, LinkHosts hosts) {
    return parameter(address, "redirectPath")
        .map(place ->
            place.startsWith("http%3A") || place.startsWith("https%3A") || place.startsWith("%2F")
                ? decoded(place)
                : place)
        .flatMap(place -> resolved(address, place))
        .filter(hosts::isPlatform);
  }

  private static Optional<URI> resolved(URI address, String place) {
    try {
      return Optional.of(address.resolve(new URI(place)));
    } catch (URISyntaxException _) {
      return Optional.empty(); // not an address
    }
  }

  private static Optional<Target> here(URI address) {
    var path = Arrays.stream(LinkHosts.path(address).split("/")).filter(s -> !s.isEmpty()).toList();
    if (path.isEmpty()) {
      return Optional.empty();
    }
    var place = String.join("/", path.subList(0, path.size() - 1));
    if (NOTE_PLACES.contains(place) || isOnProfile(path)) {
      return note(path.getLast(), address);
    }
    return place.equals("user/profile") ? creator(path.getLast(), address) : Optional.empty();
  }

  private static boolean isOnProfile(List<String> path) {
    return path.size() == 4 && path.get(0).equals("user") && path.get(1).equals("profile");
  }

  private static Optional<Target> note(String word, URI address) {
    var id = NOTE.matcher(word);
    return id.matches()
        ? Optional.of(
            new Target.ToNote(
                new NoteRef(
                    new NoteId(String.valueOf(id.group(1)).toLowerCase(Locale.ROOT)),
                    token(address))))
        : Optional.empty();
  }

  private static Optional<Target> creator(String word, URI address) {
    try {
      return Optional.of(new Target.ToCreator(new CreatorRef(new CreatorId(word), token(address))));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the id is none
    }
  }

  /// The access token that a link of the platform carries, however often it was encoded on its way.
  static Optional<AccessToken> token(URI address) {
    return parameter(address, "xsec_token")
        .map(value -> {
          var plain = value;
          for (var n = 1; n < ENCODED && plain.indexOf('%') >= 0; n++) {
            plain = decoded(plain);
          }
          return plain;
        })
        .filter(value -> value.matches("[A-Za-z0-9_+/=-]{1,256}"))
        .map(AccessToken::new);
  }

  private static Optional<String> parameter(URI address, String name) {
    var query = Optional.ofNullable(address.getRawQuery()).orElse("");
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decoded(pair.substring(name.length() + 1)))
        .findFirst();
  }

  private static String decoded(String value) {
    try {
      // A plus stands for itself here: tokens are base64.
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return value; // a broken escape
    }
  }
}
