package dev.hato.activitypub.debug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.debug.DebugEntry.Kind;
import dev.hato.activitypub.inbox.Inbound;
import dev.hato.activitypub.inbox.InboxVerdict;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Like;
import dev.hato.httpsig.SignableMessage;
import dev.hato.jobs.testkit.SettableClock;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page shows, to whom, and what it makes of hostile texts. */
final class DebugPageTest {
  private static final String HOSTILE =
      "</pre></td><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;\"\u202e\n\u001b[31m";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T12:00:00Z"));
  private final DebugLog log = DebugLog.of(3, clock);

  private static ApRequest request(String method, String path, Map<String, List<String>> headers) {
    return new ApRequest(method, "https", "a.example", path, headers, new byte[0]);
  }

  private ApResponse get(String accept) {
    DebugPage page = new DebugPage("/debug", log, asked -> DebugGuard.Decision.ALLOW);
    return page.answer(request("GET", "/debug?x=1", Map.of("Accept", List.of(accept))))
        .orElseThrow();
  }

  private static String body(ApResponse response) {
    return new String(response.body(), UTF_8);
  }

  private void arrives(String target, String reason) {
    SignableMessage message =
        SignableMessage.of(
            "POST", "https", "a.example", target, Map.of("host", List.of("a.example")));
    log.judged(
        new Inbound(message, new byte[7], Optional.empty()),
        "signature",
        Optional.of(new InboxVerdict.Refused(401, reason)));
  }

  @Test
  void aHostileTextIsShownAndDoesNothing() {
    arrives("/inbox?" + HOSTILE, HOSTILE);

    Document page = Jsoup.parse(body(get("text/html,*/*")));

    assertThat(page.select("script, img, a, iframe, form, link, [onerror], [style]")).isEmpty();
    assertThat(page.select("tbody tr")).hasSize(1);
    assertThat(page.select("tbody td").get(3).text())
        .contains("<script>alert(1)</script>", "&amp;");
    assertThat(page.wholeText()).doesNotContain("\u202e", "\u001b");
  }

  @Test
  void thePolicyOfThePageAllowsNothingButItsOwnStyle() {
    ApResponse response = get("text/html");

    assertThat(response.headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-store");
    String policy = response.headers().get("Content-Security-Policy");
    assertThat(policy)
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "script");
    String style = Jsoup.parse(body(response)).selectFirst("style").data();
    assertThat(policy).contains("'sha256-" + sha256(style) + "'");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void programsGetJsonAndTerminalsGetLines() {
    arrives("/inbox", HOSTILE);

    JsonNode json = JsonMapper.shared().readTree(body(get("application/json")));
    assertThat(json.get(0).get("kind").stringValue()).isEqualTo("inbox");
    assertThat(json.get(0).get("failed").booleanValue()).isTrue();
    assertThat(json.get(0).get("outcome").stringValue()).contains(HOSTILE);
    ApResponse plain = get("*/*");
    assertThat(plain.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(body(plain))
        .startsWith("2026-11-28T12:00:00Z ! inbox POST https://a.example/inbox, 7 bytes\n")
        .contains("refused (401) at the gate signature: ")
        .doesNotContain("\u001b", "\u202e");
    assertThat(body(plain).lines()).hasSize(3);
  }

  @Test
  void theOldestIsForgottenAndWhatIsTooLongIsCut() {
    for (int i = 0; i < 5; i++) {
      arrives("/inbox/" + i, "x".repeat(100_000));
    }

    assertThat(log.entries())
        .extracting(DebugEntry::what)
        .containsExactly(
            "POST https://a.example/inbox/4, 7 bytes",
            "POST https://a.example/inbox/3, 7 bytes",
            "POST https://a.example/inbox/2, 7 bytes");
    assertThat(log.entries()).allSatisfy(e -> assertThat(e.outcome()).hasSizeLessThan(500));
    DebugEntry tooLong =
        new DebugEntry(
            clock.instant(),
            Kind.OPERATION,
            "",
            "",
            false,
            Collections.nCopies(1000, "y".repeat(1000)));
    assertThat(tooLong.evidence()).hasSize(30).allSatisfy(l -> assertThat(l).hasSizeLessThan(500));
    assertThatThrownBy(() -> DebugLog.of(0, clock)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DebugLog.of(1_000_000, clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoIsNotLetInSeesNothing() {
    arrives("/inbox", "secret");
    DebugPage hidden = new DebugPage("/debug", log, asked -> DebugGuard.Decision.HIDE);
    DebugPage locked = new DebugPage("/debug", log, DebugGuard.password("correct horse"));

    ApResponse nothing = hidden.answer(request("GET", "/debug", Map.of())).orElseThrow();
    assertThat(nothing.status()).isEqualTo(404);
    assertThat(body(nothing)).doesNotContain("secret");
    ApResponse asks = locked.answer(request("GET", "/debug", Map.of())).orElseThrow();
    assertThat(asks.status()).isEqualTo(401);
    assertThat(asks.headers().get("WWW-Authenticate")).startsWith("Basic ");
    assertThat(body(asks)).doesNotContain("secret");
    assertThat(login(locked, "Basic " + base64("me:correct horse")).status()).isEqualTo(200);
    assertThat(
            locked.answer(request("POST", "/debug", authorized("me:correct horse"))).orElseThrow())
        .extracting(ApResponse::status)
        .isEqualTo(405);
    assertThat(locked.answer(request("GET", "/debug/more", Map.of()))).isEmpty();
    assertThatThrownBy(() -> DebugGuard.password("short"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "me", "me:", "me:correct hors", "me:correct horse ", ":"})
  void anotherPasswordIsNone(String both) {
    DebugPage locked = new DebugPage("/debug", log, DebugGuard.password("correct horse"));
    assertThat(login(locked, "Basic " + base64(both)).status()).isEqualTo(401);
    assertThat(login(locked, "Bearer " + base64(both)).status()).isEqualTo(401);
    assertThat(login(locked, "Basic %%%").status()).isEqualTo(401);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static Map<String, List<String>> authorized(String both) {
    return Map.of("Authorization", List.of("Basic " + base64(both)));
  }

  private static ApResponse login(DebugPage page, String authorization) {
    return page.answer(request("GET", "/debug", Map.of("Authorization", List.of(authorization))))
        .orElseThrow();
  }

  @Test
  void whatAFederationDoesStandsInItWithItsEvidence() {
    DebugLog all = DebugLog.of(100, clock);
    try (RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
        LocalInstance site =
            new LocalInstance(
                clock,
                builder ->
                    builder
                        .gates(all)
                        .listener(all)
                        .operations(all)
                        .on(Follow.class, (context, follow) -> {}))) {
      RemoteActor bob = peer.actor("bob");
      peer.post(bob, site.sharedInbox(), Follow.of(bob.id("1"), bob.id(), site.alice().id()));
      peer.reply("/inbox", Reply.status(503));
      site.federation()
          .outbox()
          .send(
              site.transaction(),
              site.alice().id(),
              Like.of(site.alice().id("1"), site.alice().id(), bob.id("notes/1")),
              Audience.actors(List.of(bob.document())));
      site.work();

      DebugEntry arrival = only(all, Kind.INBOX);
      assertThat(arrival.outcome()).isEqualTo("accepted (202)");
      assertThat(arrival.evidence())
          .anySatisfy(l -> assertThat(l).startsWith("signed as CAVAGE_12 by " + bob.id()))
          .contains("| (request-target): post /inbox");
      DebugEntry delivery = only(all, Kind.DELIVERY);
      assertThat(delivery.failed()).isTrue();
      assertThat(delivery.what()).contains(peer.base() + "/inbox", site.alice().id().value());
      assertThat(all.entries())
          .filteredOn(entry -> entry.kind() == Kind.OPERATION)
          .extracting(DebugEntry::what)
          .contains("activitypub.lookup_object", "activitypub.dispatch_inbox_listener");
    }
  }

  private static DebugEntry only(DebugLog all, Kind kind) {
    List<DebugEntry> found = all.entries().stream().filter(e -> e.kind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
