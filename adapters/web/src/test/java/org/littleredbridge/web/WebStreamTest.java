package org.littleredbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Part;

class WebStreamTest {
  private final Browser browser = Browser.open();

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void givenAStream_whenANoteIsSent_thenItIsPushedAsTheSameJson() throws IOException {
    try (var stream = Stream.open(browser, "")) {
      assertThat(stream.block()).singleElement().asString().startsWith(":");
      var ref = browser.note("奶茶 🧋", "k");

      var block = stream.block();

      assertThat(block).hasSize(3);
      assertThat(block).anyMatch(line -> line.replace(" ", "").equals("event:message"));
      assertThat(block).anyMatch(line -> line.replace(" ", "").equals("id:" + ref.id()));
      var data = block.stream().filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
      assertThat(Answers.JSON.readTree(data.substring(5)))
          .isEqualTo(browser.get("/api/channels/lobby/messages").json().get(0));
    }
  }

  @Test
  void givenAMessage_whenItIsChanged_thenStreamsGetItAndGoOnFromTheNewestMessage()
      throws IOException {
    var ref = browser.note("before", "k");
    browser.note("another", "k2");
    try (var stream = Stream.open(browser, "?after=0")) {
      assertThat(List.of(stream.nextId(), stream.nextId())).containsExactly("1", "2");

      var after = new Part.Say("after", Optional.empty());
      assertThat(browser.web.edit(ref.channel(), ref, after)).isTrue();
      assertThat(browser.web.edit(ref.channel(), ref, after)).isTrue();

      var block = stream.block();
      assertThat(block).anyMatch(line -> line.replace(" ", "").equals("event:changed"));
      assertThat(block).noneMatch(line -> line.startsWith("id:"));
      assertThat(block).anyMatch(line -> line.startsWith("data:") && line.contains("after"));
      // The same once more is no news.
      var next = browser.note("next", "k3");
      assertThat(stream.nextId()).isEqualTo(next.id());
    }
    var kept = browser.get("/api/channels/lobby/messages").json();
    assertThat(kept).hasSize(3);
    assertThat(kept.get(0).path("text").asText()).isEqualTo("after");
    assertThat(kept.get(0).path("id").asText()).isEqualTo(ref.id());
  }

  @Test
  void givenABreak_whenResumedByHeaderOrQuery_thenNothingIsLostOrRepeated() throws IOException {
    for (int i = 0; i < 4; i++) {
      browser.note("n" + i, "k" + i);
    }
    // The header is what the browser knows best: it wins over the query of the first try.
    try (var byHeader = Stream.open(browser, "?after=0", "Last-Event-ID", "2");
        var byQuery = Stream.open(browser, "?after=3")) {
      browser.note("n4", "k4");

      assertThat(List.of(byHeader.nextId(), byHeader.nextId(), byHeader.nextId()))
          .containsExactly("3", "4", "5");
      assertThat(List.of(byQuery.nextId(), byQuery.nextId())).containsExactly("4", "5");
    }
  }

  @Test
  void givenANoteWhileTheMissedOnesAreRead_whenResumed_thenItComesOnce() throws IOException {
    browser.note("n0", "k0");
    browser.transcript.beforeRead = () -> browser.note("n1", "k1");
    try (var stream = Stream.open(browser, "?after=0")) {
      assertThat(List.of(stream.nextId(), stream.nextId())).containsExactly("1", "2");
      browser.transcript.beforeRead = () -> {};
      var next = browser.note("n2", "k2");

      assertThat(stream.nextId()).isEqualTo(next.id());
    }
  }

  @Test
  void givenManyWritersAtOnce_whenStreamed_thenEveryIdComesOnceAndInOrder() throws Exception {
    try (var stream = Stream.open(browser, "")) {
      stream.block();
      var threads = new ArrayList<Thread>();
      for (int t = 0; t < 8; t++) {
        int writer = t;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < 10; i++) {
                    browser.note("n", writer + "." + i);
                  }
                }));
      }
      for (var thread : threads) {
        thread.join();
      }

      for (int i = 1; i <= 80; i++) {
        assertThat(stream.nextId()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void givenAnotherChannel_whenItSpeaks_thenThisStreamIsSilent() throws IOException {
    try (var stream = Stream.open(browser, "")) {
      browser.send(Rooms.id("tea"), new Part.Say("hi", Optional.empty()), "k");
      var here = browser.note("here", "k");

      assertThat(stream.nextId()).isEqualTo(here.id());
    }
  }

  @Test
  void givenAnIdleStream_whenTimePasses_thenItPings() throws IOException {
    try (var quick =
            Browser.started(
                Browser.config(Optional.empty(), true),
                new MemoryTranscript(),
                Duration.ofMillis(20));
        var stream = Stream.open(quick, "")) {
      stream.block();

      assertThat(stream.block()).singleElement().asString().startsWith(":").contains("ping");
    }
  }

  @Test
  void givenAGarbageId_whenResumed_then400() throws IOException {
    try (var stream = Stream.open(browser, "", "Last-Event-ID", "abc")) {
      assertThat(stream.status()).isEqualTo(400);
    }
  }

  @Test
  void given100Streams_whenAnotherComes_then503UntilOneLeaves() throws IOException {
    var open = new ArrayList<Stream>();
    try {
      for (int i = 0; i < 100; i++) {
        open.add(Stream.open(browser, ""));
        assertThat(open.getLast().status()).isEqualTo(200);
      }
      try (var more = Stream.open(browser, "")) {
        assertThat(more.status()).isEqualTo(503);
      }
      open.removeLast().close();
      // The server learns of it when it next writes.
      int status = 503;
      for (int i = 0; i < 200 && status != 200; i++) {
        browser.note("n", "again" + i);
        try (var more = Stream.open(browser, "")) {
          status = more.status();
        }
      }
      assertThat(status).isEqualTo(200);
    } finally {
      open.forEach(Stream::close);
    }
  }

  @Test
  void givenAReaderWhoNeverReads_whenMuchIsSaid_thenItIsDroppedAndNobodyWaits() throws Exception {
    var url = browser.web.url();
    try (var lazy = new Socket()) {
      lazy.setReceiveBufferSize(4_096);
      lazy.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      var ask =
          "GET /api/channels/lobby/events HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n";
      lazy.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
      lazy.getInputStream().read(); // joined
      var words = new Part.Say("x".repeat(19_000), Optional.empty());
      long start = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        browser.send(Rooms.id("lobby"), words, "k" + i);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertGone();
    }
  }

  private void assertGone() {
    long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (streams() > 0 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(streams()).isZero();
  }

  private double streams() {
    return browser
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("bridge_web_streams "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElseThrow();
  }
}
