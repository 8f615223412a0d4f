package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParamsTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private static Door door;

  @BeforeAll
  static void open() throws Exception {
    door =
        Door.open(
            List.of(
                route("POST", "/api/echo", r -> HttpResponse.json(r.params().toJson())),
                route("POST", "/api/raw", r -> HttpResponse.bytes("x/y", r.body())),
                route("POST", "/api/typed", ParamsTest::typed),
                route("POST", "/api/upload", ParamsTest::upload)),
            builder ->
                builder.limits(
                    HttpLimits.DEFAULT.withSizes(new HttpLimits.Sizes(16 * 1024, 4096, 300_000))));
  }

  @AfterAll
  static void close() throws Exception {
    door.close();
  }

  private static HttpResponse typed(HttpRequest request) {
    Params params = request.params();
    return HttpResponse.json(
        Map.of(
            "status", params.string("status").orElse("-"),
            "media", params.longIds("media_ids"),
            "sensitive", params.bool("sensitive").orElse(false),
            "privacy", params.nested("source").string("privacy").orElse("-"),
            "fields",
                params.objects("fields_attributes").stream()
                    .map(field -> field.required("name") + "=" + field.string("value").orElse(""))
                    .toList()));
  }

  private static HttpResponse upload(HttpRequest request) throws Exception {
    Upload file = request.params().file("file").orElseThrow();
    return HttpResponse.json(
        Map.of(
            "name", file.fileName(),
            "type", file.contentType(),
            "size", Files.size(file.path()),
            "description", request.params().string("description").orElse("-")));
  }

  @Test
  void formJsonAndMultipartReadTheSame() throws Exception {
    String form =
        "status=hello+%E9%B3%A9&media_ids[]=1&media_ids[]=2&sensitive=1&source[privacy]=unlisted"
            + "&fields_attributes[0][name]=a&fields_attributes[0][value]=b"
            + "&fields_attributes[1][name]=c&fields_attributes[1][value]=d";
    String json =
        """
        {"status": "hello 鳩", "media_ids": ["1", 2], "sensitive": true,
         "source": {"privacy": "unlisted"},
         "fields_attributes": [{"name": "a", "value": "b"}, {"name": "c", "value": "d"}]}
        """;
    String multipart =
        multipart(
            "status",
            "hello 鳩",
            "media_ids[]",
            "1",
            "media_ids[]",
            "2",
            "sensitive",
            "true",
            "source[privacy]",
            "unlisted",
            "fields_attributes[][name]",
            "a",
            "fields_attributes[][value]",
            "b",
            "fields_attributes[][name]",
            "c",
            "fields_attributes[][value]",
            "d");
    String expected =
        """
        {"status":"hello 鳩","media":[1,2],"sensitive":true,"privacy":"unlisted","fields":["a=b","c=d"]}
        """;
    List<Door.Reply> replies =
        List.of(
            door.post("/api/typed", FORM, form),
            door.post("/api/typed", JSON, json),
            door.post("/api/typed", "multipart/form-data; boundary=b", multipart));
    for (Door.Reply reply : replies) {
      assertThat(reply.json()).isEqualTo(Json.mapper().readTree(expected));
    }
  }

  @Test
  void theBodyWinsOverTheQueryAndTheLastOfEqualNamesWins() throws Exception {
    assertThat(door.post("/api/echo?a=query&b=query", FORM, "a=1&a=2").body())
        .isEqualTo("{\"a\":\"2\",\"b\":\"query\"}");
    assertThat(door.post("/api/echo?a=query", JSON, "{\"a\":null}").body())
        .isEqualTo("{\"a\":null}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1]", "\"text\"", "{\"a\":1}{\"b\":2}", "{'a':1}", "{\"a\":NaN}"})
  void J22_whatIsNotAJsonObjectIsA400ThatDoesNotRepeatIt(String body) throws Exception {
    Door.Reply reply = door.post("/api/echo", JSON, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).doesNotContain(body).startsWith("The ");
  }

  @Test
  void J20_deepJsonIsRefusedAtOnce() throws Exception {
    Door.Reply reply = door.post("/api/echo", JSON, "{\"a\":" + "[".repeat(2000));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).contains("too deep");
    assertThat(door.post("/api/echo", FORM, "a" + "[b]".repeat(40) + "=1").status()).isEqualTo(400);
  }

  @Test
  void J21_anEndlessNumberIsRefused() throws Exception {
    assertThat(door.post("/api/echo", JSON, "{\"a\":" + "9".repeat(3000) + "}").status())
        .isEqualTo(400);
  }

  @Test
  void aBodyAboveTheLimitIsA413WhetherDeclaredOrNot() throws Exception {
    assertThat(door.post("/api/raw", "x/y", "a".repeat(4097)).status()).isEqualTo(413);
    assertThat(door.post("/api/raw", "x/y", "a".repeat(4096)).status()).isEqualTo(200);
    String chunked =
        "POST /api/raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + ("1000\r\n" + "a".repeat(4096) + "\r\n").repeat(3)
            + "0\r\n\r\n";
    assertThat(door.raw(chunked)).startsWith("HTTP/1.1 413");
    assertThat(
            door.send(
                    "POST",
                    "/api/raw",
                    new byte[0],
                    "Content-Length",
                    "99999999",
                    "Content-Type",
                    "x/y")
                .status())
        .isEqualTo(413);
  }

  @Test
  void anEncodedBodyOrAnUnknownTypeIsA415() throws Exception {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            door.send("POST", "/api/raw", body, "Content-Encoding", "gzip", "Content-Type", JSON)
                .status())
        .isEqualTo(415);
    Door.Reply xml = door.post("/api/echo", "text/xml", "<a/>");
    assertThat(xml.status()).isEqualTo(415);
    assertThat(xml.error()).isEqualTo("The content type is not supported");
  }

  @Test
  void anUploadIsAFileWhileItIsHandledAndGoneAfterwards() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      String body =
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
              + "Content-Type: image/png\r\n\r\n"
              + "x".repeat(size)
              + "\r\n"
              + multipart("description", "words");
      Door.Reply reply = door.post("/api/upload", "multipart/form-data; boundary=b", body);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().get("size").asInt()).isEqualTo(size);
      assertThat(reply.json().get("type").asString()).isEqualTo("image/png");
      assertThat(reply.json().get("description").asString()).isEqualTo("words");
    }
    assertThat(door.leftOver()).isEmpty();
  }

  @Test
  void J35_tooManyPartsOrTooLargeAnUploadIsRefusedAndLeavesNothing() throws Exception {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      pairs.add("p" + i);
      pairs.add("v");
    }
    String type = "multipart/form-data; boundary=b";
    assertThat(door.post("/api/echo", type, multipart(pairs.toArray(String[]::new))).status())
        .isEqualTo(413);
    String large =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "x".repeat(310_000)
            + "\r\n--b--\r\n";
    assertThat(door.post("/api/upload", type, large).status()).isEqualTo(413);
    assertThat(door.post("/api/echo", type, "--b\r\nnonsense").status()).isEqualTo(400);
    assertThat(door.post("/api/echo", "multipart/form-data", "--b--").status()).isEqualTo(400);
    assertThat(door.leftOver()).isEmpty();
  }

  @Test
  void badIdsAndEncodingsAre400() throws Exception {
    assertThat(door.post("/api/typed", FORM, "media_ids[]=x").status()).isEqualTo(400);
    assertThat(door.post("/api/echo", FORM, "a=%zz").status()).isEqualTo(400);
    assertThat(door.post("/api/echo", FORM, "a=1&".repeat(1001)).status()).isEqualTo(400);
  }

  private static String multipart(String... pairs) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      body.append("--b\r\nContent-Disposition: form-data; name=\"")
          .append(pairs[i])
          .append("\"\r\n\r\n")
          .append(pairs[i + 1])
          .append("\r\n");
    }
    return body.append("--b--\r\n").toString();
  }
}
