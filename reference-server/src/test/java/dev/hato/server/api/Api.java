package dev.hato.server.api;

import dev.hato.server.WholeSite;
import dev.hato.server.http.Json;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A client with somebody's token. */
record Api(WholeSite site, HttpClient client, Account account, String token) {
  /** An answer. */
  record Reply(int status, String link, String body) {
    JsonNode json() {
      return Json.mapper().readTree(body);
    }

    String error() {
      return json().path("error").asString();
    }

    /** The path of a link of the Link header; empty when it has none of that name. */
    String link(String rel) {
      Matcher matcher =
          Pattern.compile("<https?://[^/]+([^>]+)>; rel=\"" + rel + "\"").matcher(link);
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  /** A new person and a client of theirs. */
  static Api of(WholeSite site, HttpClient client, String name) {
    Account account = site.person(name, Role.USER);
    return new Api(site, client, account, site.token(account));
  }

  long id() {
    return account.id();
  }

  Api withToken(String other) {
    return new Api(site, client, account, other);
  }

  Reply get(String target) throws IOException, InterruptedException {
    return send("GET", target, "");
  }

  Reply post(String target, String json) throws IOException, InterruptedException {
    return send("POST", target, json);
  }

  /** Posts a public text and gives the post. */
  JsonNode says(String text) throws IOException, InterruptedException {
    return post("/api/v1/statuses", Json.text(java.util.Map.of("status", text))).json();
  }

  Reply send(String method, String target, String json) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site.base() + target))
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    String link = String.join(", ", answer.headers().allValues("link"));
    return new Reply(answer.statusCode(), link, answer.body());
  }

  /** The ids of a list. */
  static List<String> ids(Reply list) {
    return list.json().values().stream().map(one -> one.path("id").asString()).toList();
  }
}
