package org.littleredbridge.note;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Links of `www.rednote.com`, with or without a token; a short link to `xhslink.com` cannot be
/// resolved.
public final class FakeLinks implements PlatformLinks {
  private static final Pattern LINK =
      Pattern.compile(
          "https://www\\.rednote\\.com/(explore|user/profile)/([\\w-]{1,64})"
              + "(?:\\?xsec_token=([\\w-]+))?");

  @Override
  public Optional<Target> find(String text) {
    if (text.contains("xhslink.com")) {
      throw new PlatformException(new Failure.Unreachable("short link"));
    }
    var link = LINK.matcher(text);
    if (!link.find()) {
      return Optional.empty();
    }
    var token = Optional.ofNullable(link.group(3)).map(AccessToken::new);
    return Optional.of(
        String.valueOf(link.group(1)).equals("explore")
            ? new Target.ToNote(new NoteRef(new NoteId(String.valueOf(link.group(2))), token))
            : new Target.ToCreator(
                new CreatorRef(new CreatorId(String.valueOf(link.group(2))), token)));
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
