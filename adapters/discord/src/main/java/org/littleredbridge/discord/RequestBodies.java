package org.littleredbridge.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.Attachment;

/// Requests as Discord wants them: JSON, or a form of JSON and files that are read from disk while
/// they are sent.
///
/// Source: https://docs.discord.com/developers/reference, “Uploading Files”.
final class RequestBodies {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType PNG = MediaType.get("image/png");

  /// How a picture is called that is on no disk.
  static final String SECRET = "code.png";

  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final JsonMapper json;

  RequestBodies(JsonMapper json) {
    this.json = json;
  }

  /// @param repeats whether the request may be sent again when its connection breaks
  RequestBody of(Optional<JsonNode> body, List<Attachment> files, boolean repeats) {
    var whole = of(body, files);
    return repeats ? whole : new Once(whole);
  }

  /// A message that knows its repeats, with a picture that is on no disk.
  RequestBody of(Optional<JsonNode> body, Part.Secret secret) {
    var form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    body.map(this::text)
        .map(bytes -> RequestBody.create(bytes, JSON))
        .ifPresent(payload -> form.addFormDataPart("payload_json", null, payload));
    form.addFormDataPart("files[0]", SECRET, RequestBody.create(secret.png(), PNG));
    return form.build();
  }

  private RequestBody of(Optional<JsonNode> body, List<Attachment> files) {
    var text = body.map(this::text).map(bytes -> RequestBody.create(bytes, JSON));
    if (files.isEmpty()) {
      return text.orElseGet(() -> RequestBody.create(new byte[0]));
    }
    var form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    text.ifPresent(payload -> form.addFormDataPart("payload_json", null, payload));
    for (int i = 0; i < files.size(); i++) {
      form.addFormDataPart("files[" + i + "]", name(files.get(i), i), file(files.get(i)));
    }
    return form.build();
  }

  /// How a file is called on Discord: by its place, since keys may say where a file comes from.
  static String name(Attachment file, int place) {
    var type = file.contentType().replaceFirst(";.*", "").strip();
    var ending =
        switch (type) {
          case "image/jpeg" -> "jpg";
          case "video/quicktime" -> "mov";
          default -> {
            var last = type.substring(type.indexOf('/') + 1);
            yield last.matches("[a-z0-9]{1,8}") ? last : "bin";
          }
        };
    return (place + 1) + "." + ending;
  }

  private static final class Once extends RequestBody {
    private final RequestBody body;

    Once(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }
  }

  private static RequestBody file(Attachment file) {
    var type = MediaType.parse(file.contentType());
    return RequestBody.create(file.file().toFile(), type == null ? BYTES : type);
  }

  private byte[] text(JsonNode body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON that cannot be written", e);
    }
  }
}
