package org.littleredbridge.note;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Links of `www.rednote.com`, with or without a token; a short link to `xhslink.com` cannot be
/// resolved unless a test says where it leads.
public final class FakeLinks implements PlatformLinks {
  private static final Pattern LINK =
      Pattern.compile(
          "https://www\\.rednote\\.com/(explore|user/profile)/([\\w-]{1,64})"
              + "(?:\\?xsec_token=([\\w-]+))?|(xhslink\\.com[\\w/]*)");

  private final Map<URI, Target> shortened = new HashMap<>();

  /// Lets a short link such as `xhslink.com/a/b` lead somewhere.
  public void leads(String address, Target target) {
    shortened.put(URI.create(address), target);
  }

  @Override
  public boolean mentions(String text) {
    return text.contains("rednote.com") || text.contains("xhslink.com");
  }

  @Override
  public List<Link> read(String text) {
    var links = new ArrayList<Link>();
    var link = LINK.matcher(text);
    while (link.find()) {
      var address = link.group(4);
      if (address != null) {
        links.add(new Link.Short(URI.create(address)));
        continue;
      }
      var token = Optional.ofNullable(link.group(3)).map(AccessToken::new);
      var id = String.valueOf(link.group(2));
      links.add(
          new Link.Whole(
              String.valueOf(link.group(1)).equals("explore")
                  ? new Target.ToNote(new NoteRef(new NoteId(id), token))
                  : new Target.ToCreator(new CreatorRef(new CreatorId(id), token))));
    }
    return links;
  }

  @Override
  public Target resolve(Link.Short link) {
    return Optional.ofNullable(shortened.get(link.address()))
        .orElseThrow(() -> new PlatformException(new Failure.Unreachable("short link")));
  }

  @Override
  public URI page(NoteRef note) {
    return page("explore/" + note.id(), note.token());
  }

  @Override
  public URI page(CreatorRef creator) {
    return page("user/profile/" + creator.id(), creator.token());
  }

  private static URI page(String path, Optional<AccessToken> token) {
    return URI.create(
        "https://www.rednote.com/"
            + path
            + token.map(one -> "?xsec_token=" + one.value()).orElse(""));
  }
}
