package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApRequestTest {
  @Test
  void behindAProxyTheRequestIsTheOuterOne() {
    ApRequest outer =
        request(
                Map.of(
                    "x-forwarded-proto", "https",
                    "X-Forwarded-Host", "outer.example:8443",
                    "X-FORWARDED-PREFIX", "/social"))
            .behindProxy();

    assertThat(outer.scheme()).isEqualTo("https");
    assertThat(outer.authority()).isEqualTo("outer.example:8443");
    assertThat(outer.header("host")).isEqualTo("outer.example:8443");
    assertThat(outer.requestTarget()).isEqualTo("/social/users/a?x=1");
    assertThat(outer.path()).isEqualTo("/social/users/a");
  }

  @Test
  void ofSeveralProxiesTheNearestIsBelieved() {
    ApRequest outer =
        request(Map.of("X-Forwarded-Host", "evil.example, outer.example")).behindProxy();

    assertThat(outer.authority()).isEqualTo("outer.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "user@host", "a b", "[::1", "host:", "host:123456", "a\"b"})
  void whatIsNoHostChangesNothing(String host) {
    ApRequest outer = request(Map.of("X-Forwarded-Host", host)).behindProxy();

    assertThat(outer.authority()).isEqualTo("inner:8080");
    assertThat(outer.header("Host")).isEqualTo("inner:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "social", "/a b", "/a?b", "//", "/social/", "/a#b"})
  void whatIsNoPathChangesNothing(String prefix) {
    assertThat(request(Map.of("X-Forwarded-Prefix", prefix)).behindProxy().requestTarget())
        .isEqualTo("/users/a?x=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp", "https2", "javascript"})
  void whatIsNoSchemeChangesNothing(String scheme) {
    assertThat(request(Map.of("X-Forwarded-Proto", scheme)).behindProxy().scheme())
        .isEqualTo("http");
  }

  private static ApRequest request(Map<String, String> forwarded) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Host", List.of("inner:8080"));
    forwarded.forEach((name, value) -> headers.put(name, List.of(value)));
    return new ApRequest("GET", "http", "inner:8080", "/users/a?x=1", headers, new byte[0]);
  }
}
