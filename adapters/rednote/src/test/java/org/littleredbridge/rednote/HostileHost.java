package org.littleredbridge.rednote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// A media host on loopback that answers byte by byte what a test wants, also what no web server
/// would. One answer a connection.
final class HostileHost implements AutoCloseable {
  /// Writes a whole answer, its status line included.
  interface Answer {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket door;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> guests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  HostileHost() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::welcome);
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return door.getLocalPort();
  }

  /// The next connection gets this; the last answer is given for ever.
  void answer(Answer answer) {
    answers.add(answer);
  }

  /// An answer that never comes.
  void silence(OutputStream out) throws InterruptedException {
    closed.await();
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        var guest = door.accept();
        guests.add(guest);
        Thread.ofVirtual().start(() -> serve(guest));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket guest) {
    try (guest) {
      var in =
          new BufferedReader(
              new InputStreamReader(guest.getInputStream(), StandardCharsets.ISO_8859_1));
      for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, "Referer:", 0, 8)) {
          return; // as the platform: such a guest gets nothing
        }
      }
      var answer = answers.size() > 1 ? answers.poll() : answers.peek();
      if (answer != null) {
        answer.to(guest.getOutputStream());
        guest.getOutputStream().flush();
      }
    } catch (IOException _) {
      return; // the guest had enough
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static Answer status(int status, String... headers) {
    return out ->
        words(out, "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n" + lines(headers) + "\r\n");
  }

  /// A plain answer with these bytes.
  static Answer body(byte[] bytes, String... headers) {
    return out -> {
      words(
          out,
          "HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n" + lines(headers) + "\r\n");
      out.write(bytes);
    };
  }

  /// `start`, and then `again` for as long as somebody reads.
  static Answer endless(String start, byte[] first, String again) {
    return out -> {
      words(out, start);
      out.write(first);
      var block = again.repeat((64 << 10) / again.length()).getBytes(StandardCharsets.ISO_8859_1);
      while (true) {
        out.write(block);
      }
    };
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static void words(OutputStream out, String text) throws IOException {
    out.write(bytes(text));
  }

  private static String lines(String... headers) {
    return String.join("", Arrays.stream(headers).map(header -> header + "\r\n").toList());
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      door.close();
      for (var guest : guests) {
        guest.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
