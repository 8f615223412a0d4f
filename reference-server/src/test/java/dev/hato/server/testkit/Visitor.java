package dev.hato.server.testkit;

import dev.hato.server.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/** A browser without scripts: keeps cookies, fills in the form it last saw, follows nothing. */
public final class Visitor {
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  public final Map<String, String> cookies = new LinkedHashMap<>();

  /** Every Set-Cookie header that was seen. */
  public final List<String> setCookies = new ArrayList<>();

  private Document page = new Document("");

  Visitor(int port) {
    this.port = port;
  }

  /** An answer. */
  public record Reply(int status, String body, Map<String, List<String>> headers) {
    public JsonNode json() {
      return Json.mapper().readTree(body);
    }

    public Document html() {
      return Jsoup.parse(body);
    }

    public Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public String location() {
      return header("location").orElse("");
    }
  }

  public Reply get(String target, String... headers) throws Exception {
    return send(request(target, headers).GET());
  }

  /** Sends a form as a browser does that is on a page of this site. */
  public Reply post(String target, Map<String, String> fields, String... headers) throws Exception {
    return send(
        request(target, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
  }

  public Reply postJson(String target, String json) throws Exception {
    return send(
        request(target)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends the form of the page that was seen last, which is not the log-out form. */
  public Reply submit(String... fields) throws Exception {
    Element form = page.selectFirst("main form");
    if (form == null) {
      throw new AssertionError("There is no form on this page: " + page.text());
    }
    Map<String, String> all = hidden(form);
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    return post(form.attr("action"), all, "Origin", TestSite.BASE);
  }

  /** The hidden fields of the last page's form. */
  public Map<String, String> hidden(Element form) {
    Map<String, String> all = new LinkedHashMap<>();
    form.select("input[type=hidden]").forEach(i -> all.put(i.attr("name"), i.attr("value")));
    return all;
  }

  public Document page() {
    return page;
  }

  private HttpRequest.Builder request(String target, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
    if (!cookies.isEmpty()) {
      builder.header(
          "Cookie",
          String.join(
              "; ",
              cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList()));
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder.header("Accept", "text/html");
  }

  private Reply send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : response.headers().allValues("set-cookie")) {
      setCookies.add(cookie);
      String pair = cookie.split(";", 2)[0];
      int equals = pair.indexOf('=');
      if (equals == pair.length() - 1) {
        cookies.remove(pair.substring(0, equals));
      } else {
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    if (response.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
      page = Jsoup.parse(response.body());
    }
    return new Reply(response.statusCode(), response.body(), response.headers().map());
  }

  private static String encoded(Map<String, String> fields) {
    return String.join(
        "&",
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .toList());
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
