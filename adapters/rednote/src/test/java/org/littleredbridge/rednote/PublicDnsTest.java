package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicDnsTest {
  private static InetAddress at(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "2001:0:1::1",
        "2001:db8::1",
        "100::1"
      })
  void givenAPrivateAddress_whenAsked_thenRefused(String literal) throws Exception {
    assertThat(PublicDns.isPublic(at(literal))).isFalse();
    assertThatThrownBy(() -> new PublicDns(name -> List.of(at(literal))).lookup("h.xhscdn.com"))
        .isInstanceOf(PublicDns.PrivateAddress.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "172.15.0.1",
        "169.253.1.1",
        "192.0.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:4860::8888",
        "64:ff9b::101:101",
        "2002:101:101::1"
      })
  void givenAPublicAddress_whenAsked_thenTaken(String literal) throws Exception {
    assertThat(PublicDns.isPublic(at(literal))).isTrue();
  }

  @Test
  void givenBoth_whenAsked_thenOnlyThePublicOne() throws Exception {
    var dns = new PublicDns(name -> List.of(at("127.0.0.1"), at("1.1.1.1")));
    assertThat(dns.lookup("h.xhscdn.com")).containsExactly(at("1.1.1.1"));
  }
}
