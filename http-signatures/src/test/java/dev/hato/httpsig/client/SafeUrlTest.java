package dev.hato.httpsig.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.test/inbox\r\nX-Injected: 1",
        "https://good.test/inbox HTTP/1.1",
        "https://good.test/in\tbox",
        "https://good.test/\u0000",
        "https://good.test/\u00a0",
        "https://good.test/\u2028",
        " https://good.test/",
        "https://good.test/#fragment",
        "https://good.test#@evil.test/",
        "https://user@good.test/",
        "https://user:password@good.test/",
        "https://@good.test/",
        "https://good.test\\@evil.test/",
        "https:\\\\good.test/",
        "https://good%2etest/",
        "https://good.test%00.evil.test/",
        "https:///good.test/",
        "https:good.test/",
        "https:/good.test/",
        "//good.test/",
        "/inbox",
        "good.test",
        "",
        "https://",
        "https://good.test./",
        "https://good.test:0/",
        "https://good.test:99999/",
        "https://good.test:x/",
        "https://[::1",
        "https://[fe80::1%25lo]/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://127.0.0.0x1/",
        "https://127.0.0.256/",
        "https://127.0.0.01/",
        "https://１２７.１/",
        "https://good.test.1/",
        "http://good.test/",
        "ftp://good.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
      })
  void M9_F09_oddUrlIsRefused(String url) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> SafeUrl.parse(url, false))
        .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.BAD_URL));
  }

  @Test
  void Y02_whatAHandleWithPortPathAndFragmentBecomesIsRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> SafeUrl.parse("https://host:1234/x?y#/.well-known/webfinger?resource=a", false));
  }

  @Test
  void veryLongUrlsAreRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> SafeUrl.parse("https://good.test/" + "a".repeat(5000), false));
  }

  @ParameterizedTest
  @CsvSource({
    "https://good.test/a?b=c, good.test, /a?b=c",
    "HTTPS://GOOD.test:443/a, good.test, /a",
    "https://good.test, good.test, /",
    "https://good.test?q, good.test, /?q",
    "https://good.test/?, good.test, /?",
    "https://good.test:8443/a@b, good.test:8443, /a@b",
    "https://[2001:db8::1]:8443/, [2001:db8::1]:8443, /",
    "https://192.0.2.10/, 192.0.2.10, /",
    "https://1.good.test/, 1.good.test, /",
    "https://例え.test/日本, xn--r8jz45g.test, /%E6%97%A5%E6%9C%AC",
  })
  void authorityAndTargetAreWhatGoesOnTheWire(String url, String authority, String target)
      throws Exception {
    HttpUrl parsed = SafeUrl.parse(url, false);
    assertThat(SafeUrl.authority(parsed)).isEqualTo(authority);
    assertThat(SafeUrl.requestTarget(parsed)).isEqualTo(target);
  }

  @Test
  void plainHttpNeedsPermission() throws Exception {
    assertThat(SafeUrl.parse("http://good.test/", true).port()).isEqualTo(80);
  }
}
