package org.littleredbridge.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/// Stands between OkHttp and telegrambots' polling, which reads answers of any length into memory,
/// sees the status of an error only when it comes as JSON, and logs failures as they are.
final class Answers implements Interceptor {
  /// A full poll of long messages is below 1 MB.
  static final long LARGEST = 16L << 20;

  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Redaction redaction;

  Answers(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return readable(chain.proceed(chain.request()));
    } catch (IOException e) {
      throw redaction.clean(e);
    }
  }

  /// All of an answer.
  ///
  /// @throws IOException when there is too much of it, or not as much as was announced
  static byte[] whole(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(LARGEST + 1)) {
      throw new IOException("the answer is longer than any of Telegram's");
    }
    return source.readByteArray();
  }

  private Response readable(Response response) throws IOException {
    try (response) {
      var bytes = whole(response);
      if (!response.isSuccessful() && !isErrorOfTelegram(bytes)) {
        bytes = error(response);
      }
      var body = ResponseBody.Companion.create(new Buffer().write(bytes), JSON, bytes.length);
      return response.newBuilder().body(body).build();
    }
  }

  private static boolean isErrorOfTelegram(byte[] bytes) {
    var answer = read(bytes);
    return answer.path("ok").isBoolean() && answer.path("error_code").isInt();
  }

  static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      // No JSON: a page of a proxy, which says nothing to us.
      return MAPPER.missingNode();
    }
  }

  private static byte[] error(Response response) throws JsonProcessingException {
    return MAPPER.writeValueAsBytes(
        MAPPER
            .createObjectNode()
            .put("ok", false)
            .put("error_code", response.code())
            .put("description", notInForm(response)));
  }

  /// What is said of an error that somebody between us and Telegram told, such as a proxy.
  static String notInForm(Response response) {
    return "status " + response.code() + ", not in Telegram's form";
  }
}
