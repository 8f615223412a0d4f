package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.Exchange.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HopListenerTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void eachAnswerIsHeardWithTheHeadersOfItsSignature() {
    SafeHttpClient client =
        SafeHttpClient.newBuilder()
            .addressPolicy(address -> address.getHostAddress().equals("127.0.0.1"))
            .allowHttp(true)
            .listener(
                (hop, answer) ->
                    heard.add(
                        hop.method()
                            + " "
                            + hop.requestTarget()
                            + " "
                            + hop.header("Signature")
                            + " "
                            + answer.status()
                            + " "
                            + new String(answer.body(), UTF_8)))
            .build();
    try (client;
        RawServer server =
            RawServer.start(
                (request, out) ->
                    out.write(
                        (request.target().equals("/a")
                                ? RawServer.redirect(302, "/b")
                                : RawServer.ok("x"))
                            .getBytes(UTF_8)))) {
      SafeRequest request =
          SafeRequest.get(server.url("/a"))
              .hopSigner((hop, body) -> Map.of("Signature", "of " + hop.requestTarget()))
              .build();
      assertThat(client.send(request)).isInstanceOf(Answered.class);
    }
    assertThat(heard).containsExactly("GET /a [of /a] 302 ", "GET /b [of /b] 200 x");
  }
}
