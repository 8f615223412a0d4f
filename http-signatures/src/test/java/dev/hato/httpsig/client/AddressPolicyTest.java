package dev.hato.httpsig.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule L3: the address table of M34, F08, Y06, J39 and kin, as a pure function. */
class AddressPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "192.175.48.1",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.254"
      })
  void M34_F08_specialIpv4IsRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "255.255.255.255"})
  void Y06_unspecifiedAndBroadcastAreRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255"
      })
  void publicIpv4IsPermittedUpToTheEdgesOfTheSpecialBlocks(String address) {
    assertThat(permits(address)).isTrue();
  }

  @Test
  void M43_ipv6UnspecifiedIsRefused() {
    assertThat(permits("::")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"})
  void M44_ipv4MappedIsRefused(String address) throws Exception {
    assertThat(permits(address)).isFalse();
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(InetAddress.getByName(address).getAddress(), 0, mapped, 12, 4);
    assertThat(AddressPolicy.PUBLIC_ONLY.permits(Inet6Address.getByAddress(null, mapped, -1)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::7f00:1", "::127.0.0.1", "::a00:1", "::1", "::8.8.8.8"})
  void M52_ipv4CompatibleIsRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "100::1",
        "100:0:0:1::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:30::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2001:db8:ffff::1",
        "2002::1",
        "2002:7f00:1::1",
        "2620:4f:8000::1",
        "3ffe::1",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ffff::1",
        "1fff:ffff::1"
      })
  void F08_translationTunnelAndSpecialIpv6IsRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:200::1", "2001:4860:4860::8888", "2001:db7::1", "2001:db9::1", "2003::1",
        "2400:cb00::1", "2606:4700::1111", "2620:4f:7fff::1", "2620:4f:8001::1", "2a00::1",
        "3fff:1000::1"
      })
  void globalUnicastIpv6IsPermitted(String address) {
    assertThat(permits(address)).isTrue();
  }

  @Test
  void anyPermitsLoopback() throws Exception {
    assertThat(AddressPolicy.ANY.permits(InetAddress.getByName("127.0.0.1"))).isTrue();
  }

  private static boolean permits(String literal) {
    try {
      return AddressPolicy.PUBLIC_ONLY.permits(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
