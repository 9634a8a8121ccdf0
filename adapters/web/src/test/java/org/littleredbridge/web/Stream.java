package org.littleredbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;

/// A reader of server-sent events, line by line.
final class Stream implements AutoCloseable {
  private final Call call;
  private final Response response;
  private final BufferedReader lines;

  private Stream(Call call) throws IOException {
    this.call = call;
    this.response = call.execute();
    this.lines = new BufferedReader(response.body().charStream());
  }

  static Stream open(Browser browser, String query, String... headers) throws IOException {
    return at(browser, "/api/channels/lobby/events" + query, headers);
  }

  static Stream at(Browser browser, String path, String... headers) throws IOException {
    var request = new Request.Builder().url(browser.at(path).toString());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new Stream(browser.client.newCall(request.build()));
  }

  int status() {
    return response.code();
  }

  /// The next block up to its empty line, comments too.
  List<String> block() throws IOException {
    var block = new ArrayList<String>();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return block;
      }
      block.add(line);
    }
    return List.of();
  }

  /// The id of the next message; comments are passed over.
  String nextId() throws IOException {
    while (true) {
      var block = block();
      assertThat(block).as("the stream ended").isNotEmpty();
      for (var line : block) {
        if (line.startsWith("id:")) {
          return line.substring(3).strip();
        }
      }
    }
  }

  @Override
  public void close() {
    call.cancel(); // else closing waits for more to come
    response.close();
  }
}
