package dev.hato.benchmarks.micro;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Json;
import dev.hato.server.statuses.StatusView;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorType;
import dev.hato.storage.accounts.Picture;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.ViewerFlags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Twenty loaded statuses of twenty people, rendered for a viewer and written as JSON. */
@State(Scope.Benchmark)
public class RenderBenchmark {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final SiteUrls urls = new SiteUrls("https://here.example", "here.example");
  private final StatusView view = new StatusView(new AccountView(urls), urls);
  private final List<LoadedStatus> page =
      LongStream.range(1, 21).mapToObj(RenderBenchmark::status).toList();

  private static LoadedStatus status(long id) {
    Account author = author(id);
    Status status =
        Status.newBuilder(id, id, author.uri() + "/statuses/" + id, NOW)
            .remote()
            .url(author.url() + "/" + id)
            .content("<p>" + "A few words on the weather of the day. ".repeat(8) + "</p>")
            .language("en")
            .build();
    return new LoadedStatus(
        status, author, Optional.empty(), List.of(), List.of(), List.of(), ViewerFlags.NONE);
  }

  private static Account author(long id) {
    String uri = "https://remote.example/users/peer" + id;
    return new Account(
        id,
        "peer" + id,
        "remote.example",
        uri,
        uri,
        uri + "/inbox",
        "https://remote.example/inbox",
        uri + "/outbox",
        uri + "/followers",
        uri + "/following",
        uri + "/featured",
        ActorType.PERSON,
        "Peer " + id,
        "<p>Somebody elsewhere</p>",
        "",
        false,
        true,
        true,
        false,
        Picture.NONE,
        Picture.NONE,
        List.of(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        NOW,
        NOW,
        Optional.of(NOW),
        Optional.empty(),
        Optional.empty(),
        10,
        10,
        10,
        Optional.of(NOW));
  }

  /** The bytes of the answer. */
  @Benchmark
  public byte[] renderTwenty() {
    return Json.write(view.render(Viewer.of(1), page));
  }
}
