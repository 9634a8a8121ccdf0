package org.littleredbridge.rednote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Sockets that break off when a host sends much that is no part of a file, such as a chunk's size
/// line without an end: OkHttp 5.5 would keep all of it in memory.
///
/// Counts for the thread that downloads, which is the one that OkHttp reads HTTP/1 on.
final class BoundedSockets extends SocketFactory {
  /// More than the headers that OkHttp takes (256 KiB), a TLS handshake and its buffers.
  private static final long MOST_AHEAD = 1 << 20;

  static final ScopedValue<Allowance> ALLOWANCE = ScopedValue.newInstance();

  /// The host sent too much beside the file.
  static final class Flood extends IOException {
    Flood() {
      super("too much beside the file");
    }
  }

  /// How far reading from the network may be ahead of what the download took.
  static final class Allowance {
    private long ahead;

    private void read(int bytes) throws Flood {
      ahead += Math.max(0, bytes);
      if (ahead > MOST_AHEAD) {
        throw new Flood();
      }
    }

    void taken(int bytes) {
      ahead -= bytes;
    }
  }

  @Override
  public Socket createSocket() {
    return new Bounded();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw onlyUnconnected();
  }

  private static UnsupportedOperationException onlyUnconnected() {
    return new UnsupportedOperationException("OkHttp connects by itself");
  }

  private static final class Bounded extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }
  }

  private static final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] block, int from, int most) throws IOException {
      var read = super.read(block, from, most);
      count(read);
      return read;
    }

    private static void count(int bytes) throws IOException {
      if (ALLOWANCE.isBound()) {
        ALLOWANCE.get().read(bytes);
      }
    }
  }
}
