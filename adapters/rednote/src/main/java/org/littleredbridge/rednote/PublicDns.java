package org.littleredbridge.rednote;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import okhttp3.Dns;

/// Resolves names to public addresses only. OkHttp connects to what this returns, so what was
/// checked is what is connected to, whatever the name resolves to a moment later.
///
/// Source of the ranges: the IANA special-purpose address registries (RFC 6890 and its updates).
final class PublicDns implements Dns {
  /// A name that leads to private addresses only.
  static final class PrivateAddress extends UnknownHostException {
    PrivateAddress(String host) {
      super(host + " leads to a private address");
    }
  }

  private final Dns names;
  private final Predicate<InetAddress> open;

  PublicDns(Dns names) {
    this(names, PublicDns::isPublic);
  }

  /// @param open which addresses may be connected to
  PublicDns(Dns names, Predicate<InetAddress> open) {
    this.names = names;
    this.open = open;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    var allowed = names.lookup(hostname).stream().filter(open).toList();
    if (allowed.isEmpty()) {
      throw new PrivateAddress(hostname);
    }
    return allowed;
  }

  static boolean isPublic(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] b, int from) {
    int first = b[from] & 0xFF;
    int second = b[from + 1] & 0xFF;
    int third = b[from + 2] & 0xFF;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127; // shared by carriers
      case 169 -> second != 254; // link-local, and the clouds' metadata
      case 172 -> second < 16 || second > 31;
      case 192 -> !(second == 168 || (second == 0 && (third == 0 || third == 2)));
      case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224; // above: multicast and reserved
    };
  }

  private static boolean isPublic6(byte[] b) {
    if (startsWith(b, 0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return isPublic4(b, 12); // an IPv4 address behind NAT64
    }
    if (startsWith(b, 0x20, 0x02)) {
      return isPublic4(b, 2); // an IPv4 address behind 6to4
    }
    var globalUnicast = (b[0] & 0xE0) == 0x20;
    var protocols = startsWith(b, 0x20, 0x01) && (b[2] & 0xFE) == 0; // Teredo and others
    var documentation = startsWith(b, 0x20, 0x01, 0x0D, 0xB8) || startsWith(b, 0x3F, 0xFF);
    return globalUnicast && !protocols && !documentation;
  }

  private static boolean startsWith(byte[] address, int... prefix) {
    return IntStream.range(0, prefix.length).allMatch(i -> (address[i] & 0xFF) == prefix[i]);
  }
}
