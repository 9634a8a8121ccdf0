package org.littleredbridge.sandbox.discord;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The server's end of one WebSocket. Reading is done by one thread, sending may be done by any;
/// what is sent is queued and written by a thread of its own. Source: RFC 6455 section 5.
final class WebSocketConnection {
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MOST_PAYLOAD = 1 << 20;
  private static final int MOST_WAITING = 200_000;
  private static final byte[] END = new byte[0];
  private static final byte[] DROP = new byte[0];
  private final Socket socket;
  private final DataInputStream in;
  private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
  private volatile boolean closing;
  private volatile int closedWith = 1006;

  WebSocketConnection(Socket socket, DataInputStream in) {
    this.socket = socket;
    this.in = in;
  }

  void send(String text) {
    put(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  void sendBinary(byte[] bytes) {
    put(frame(BINARY, bytes));
  }

  /// Bytes as they are, which need not be a frame.
  void sendRaw(byte[] bytes) {
    put(bytes);
  }

  /// Says good-bye with a code; what was queued before is sent first.
  void close(int code, String reason) {
    var words = reason.getBytes(StandardCharsets.UTF_8);
    put(
        frame(
            CLOSE,
            ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array()));
    closing = true;
    waiting.add(END);
  }

  /// Ends the connection without a word, as a broken network does.
  void drop() {
    closing = true;
    waiting.clear();
    waiting.add(DROP);
    shut();
  }

  /// Writes what is queued, then ends.
  void finish() {
    closing = true;
    waiting.add(END);
  }

  /// The code in the client's close frame; 1006 when there was none.
  int closedWith() {
    return closedWith;
  }

  private void put(byte[] frame) {
    if (closing) {
      return;
    }
    if (waiting.size() > MOST_WAITING) {
      drop();
      return;
    }
    waiting.add(frame);
  }

  /// Writes what is queued until the connection ends.
  void write() {
    try (var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
      while (true) {
        var frame = waiting.take();
        if (frame == END) {
          out.flush();
          socket.shutdownOutput();
          return;
        }
        if (frame == DROP) {
          return;
        }
        out.write(frame);
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      shut(); // The client has gone; its reader ends by it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      shut();
    }
  }

  /// The next message; empty at the end of the connection.
  Optional<String> read() throws IOException {
    var message = new ByteArrayOutputStream();
    while (true) {
      int first;
      try {
        first = in.readUnsignedByte();
      } catch (EOFException e) {
        return Optional.empty();
      }
      int opcode = first & 15;
      var payload = payload();
      switch (opcode) {
        case PING -> put(frame(PONG, payload));
        case PONG -> {}
        case CLOSE -> {
          closedWith = payload.length >= 2 ? ByteBuffer.wrap(payload).getShort() & 0xFFFF : 1005;
          if (!closing) {
            put(frame(CLOSE, payload.length >= 2 ? java.util.Arrays.copyOf(payload, 2) : END));
            closing = true;
            waiting.add(END);
          }
          return Optional.empty();
        }
        case TEXT, BINARY, 0 -> {
          message.write(payload);
          if (message.size() > MOST_PAYLOAD) {
            throw new IOException("The message is too long.");
          }
          if ((first & 0x80) != 0) {
            return Optional.of(message.toString(StandardCharsets.UTF_8));
          }
        }
        default -> throw new IOException("The frame has an unknown opcode.");
      }
    }
  }

  private byte[] payload() throws IOException {
    int second = in.readUnsignedByte();
    long length = second & 127;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if ((second & 0x80) == 0 || length < 0 || length > MOST_PAYLOAD) {
      throw new IOException("The frame is not masked or too long.");
    }
    var mask = in.readNBytes(4);
    var payload = in.readNBytes((int) length);
    if (mask.length < 4 || payload.length < length) {
      throw new EOFException("The frame is cut off.");
    }
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  private static byte[] frame(int opcode, byte[] payload) {
    int length = payload.length;
    var frame = ByteBuffer.allocate(length + 10).put((byte) (0x80 | opcode));
    if (length < 126) {
      frame.put((byte) length);
    } else if (length < 1 << 16) {
      frame.put((byte) 126).putShort((short) length);
    } else {
      frame.put((byte) 127).putLong(length);
    }
    frame.put(payload);
    return java.util.Arrays.copyOf(frame.array(), frame.position());
  }

  void shut() {
    try {
      socket.close();
    } catch (IOException e) {
      closing = true; // A socket that cannot be closed is broken already.
    }
  }
}
