package dev.hato.benchmarks.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes people of a server and remote people follow each other, by the API and the protocol. */
record Friendships(Site site, Fediverse fediverse) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A local person follows every remote one; gives the ids that the remote ones have here. */
  List<String> followAll(String person) throws IOException {
    List<String> ids = new ArrayList<>();
    try (Wire wire = new Wire(site.port())) {
      for (int remote = 0; remote < fediverse.people(); remote++) {
        String actor = URLEncoder.encode(fediverse.actor(remote), StandardCharsets.UTF_8);
        String query = "/api/v2/search?resolve=true&type=accounts&q=" + actor;
        JsonNode found = ask(wire, get(person, query)).path("accounts").path(0).path("id");
        if (found.isMissingNode()) {
          throw new IllegalStateException("the server cannot find " + fediverse.actor(remote));
        }
        ids.add(found.asString());
        ask(wire, post(person, "/api/v1/accounts/" + found.asString() + "/follow"));
      }
    }
    site.awaitIdle();
    accept();
    site.awaitIdle();
    expect(person, "following_count");
    return ids;
  }

  private void accept() {
    List<byte[]> accepts = new ArrayList<>();
    for (Fediverse.Arrival arrival : fediverse.takeArrivals()) {
      JsonNode follow = JSON.readTree(arrival.body());
      if (follow.path("type").asString().equals("Follow")) {
        int person = fediverse.personOf(follow.path("object").asString());
        byte[] body = Activities.accept(fediverse.actor(person), arrival.text());
        accepts.add(fediverse.signed(person, site.authority(), "/inbox", body));
      }
    }
    new Burst(site.port(), 4, 202).run(accepts.size(), (number, _) -> accepts.get(number));
  }

  /** Every remote person follows a local one. */
  void followedByAll(String person) throws IOException {
    List<byte[]> follows = new ArrayList<>();
    for (int remote = 0; remote < fediverse.people(); remote++) {
      byte[] body = Activities.follow(fediverse.actor(remote), site.actor(person));
      follows.add(fediverse.signed(remote, site.authority(), "/inbox", body));
    }
    new Burst(site.port(), 4, 202).run(follows.size(), (number, _) -> follows.get(number));
    site.awaitIdle();
    expect(person, "followers_count");
    fediverse.takeArrivals();
  }

  private void expect(String person, String count) throws IOException {
    JsonNode account =
        JSON.readTree(site.get(person, "/api/v1/accounts/verify_credentials").body());
    if (account.path(count).asInt() != fediverse.people()) {
      throw new IllegalStateException(
          count + " is " + account.path(count) + " and not " + fediverse.people());
    }
  }

  /** How many posts the server holds of these accounts. */
  int posts(String person, List<String> ids) throws IOException {
    int sum = 0;
    try (Wire wire = new Wire(site.port())) {
      for (String id : ids) {
        sum += ask(wire, get(person, "/api/v1/accounts/" + id)).path("statuses_count").asInt();
      }
    }
    return sum;
  }

  private byte[] get(String person, String target) {
    return Requests.get(site.authority(), target, site.credentials(person));
  }

  private byte[] post(String person, String target) {
    return Requests.post(site.authority(), target, site.credentials(person), new byte[0]);
  }

  private static JsonNode ask(Wire wire, byte[] request) throws IOException {
    Wire.Answer answer = wire.send(request);
    if (answer.status() != 200) {
      throw new IOException("status " + answer.status() + ": " + answer.text());
    }
    return JSON.readTree(answer.body());
  }
}
