package org.littleredbridge.sandbox;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Pictures, videos and avatars. A picture is a JPEG whatever its name says (an AVIF by a switch),
/// as on the platform, where the name does not tell the format either.
final class MediaFiles {
  private static final int PICTURES_KEPT = 48;
  private final MediaLinks links;
  private final Clips clips;
  private final Faults faults;
  private final Supplier<URI> base;
  private final Recent<String, byte[]> pictures = new Recent<>(PICTURES_KEPT);

  MediaFiles(MediaLinks links, Clips clips, Faults faults, Supplier<URI> base) {
    this.links = links;
    this.clips = clips;
    this.faults = faults;
    this.base = base;
  }

  void route(HttpRouting.Builder to) {
    to.get("/media/{minute}/{signature}/{file}", this::picture);
    to.get("/stream/110/258/{file}", this::video);
    to.get("/avatar/{file}", this::avatar);
  }

  private void picture(ServerRequest req, ServerResponse res) {
    var at = req.path().pathParameters();
    var file = at.get("file");
    var motif = MediaLinks.pictureNamed(file);
    if (motif.isEmpty()) {
      refuse(res, 404, "404 page not found");
    } else if (!mayHave(req) || !links.fresh(at.get("minute"), at.get("signature"), file)) {
      refuse(res, 403, "403 Forbidden");
    } else if (faults.on(Fault.AVIF_PICTURES)) {
      send(res, "image/jpeg", avif()); // headers lie there too
    } else {
      boolean small = file.contains("_prv_");
      var key = (small ? "small " : "") + motif.get();
      send(res, "image/jpeg", pictures.get(key, () -> draw(motif.get(), small)));
    }
  }

  private void video(ServerRequest req, ServerResponse res) {
    var name = req.path().pathParameters().get("file");
    var id = name.endsWith("_258.mp4") ? name.substring(0, name.indexOf('_')) : "";
    var motif = MediaLinks.named(id);
    Optional<String> sign = req.query().first("sign").asOptional();
    if (motif.isEmpty()) {
      refuse(res, 404, "404 page not found");
    } else if (!mayHave(req)
        || sign.isPresent()
            && !links.freshVideo(sign.get(), req.query().first("t").orElse(""), id)) {
      refuse(res, 403, "403 Forbidden");
    } else {
      send(res, "video/mp4", clips.bytes(motif.get()));
    }
  }

  private void avatar(ServerRequest req, ServerResponse res) {
    var file = req.path().pathParameters().get("file");
    var id = file.endsWith(".jpg") ? file.substring(0, file.length() - 4) : "";
    if (!Ids.wellFormed(id)) {
      refuse(res, 404, "404 page not found");
    } else if (!mayHave(req)) {
      refuse(res, 403, "403 Forbidden");
    } else {
      send(res, "image/jpeg", pictures.get("avatar " + id, () -> Painting.avatar(id)));
    }
  }

  private boolean mayHave(ServerRequest req) {
    return !faults.on(Fault.EXPIRED_MEDIA)
        && LoopbackOnly.refererAllowed(req, base.get().getPort());
  }

  /// 8 × 6 pixels, as the platform gives pictures now and then whatever their name says.
  private static byte[] avif() {
    try (var in = MediaFiles.class.getResourceAsStream("picture.avif")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] draw(MediaLinks.Motif motif, boolean small) {
    return small ? Painting.small(motif) : Painting.large(motif);
  }

  private static void send(ServerResponse res, String type, byte[] bytes) {
    res.header(HeaderNames.CONTENT_TYPE, type)
        .header("X-Content-Type-Options", "nosniff")
        .send(bytes);
  }

  private static void refuse(ServerResponse res, int status, String words) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "text/plain")
        .send(words.getBytes(StandardCharsets.UTF_8));
  }
}
