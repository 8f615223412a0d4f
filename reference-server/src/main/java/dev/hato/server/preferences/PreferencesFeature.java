package dev.hato.server.preferences;

import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Params;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.PostingDefaults;
import dev.hato.storage.accounts.User;
import dev.hato.storage.preferences.Marker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reading and posting defaults, and the positions up to which timelines have been read. */
public final class PreferencesFeature implements Feature {
  private static final List<String> TIMELINES = List.of("home", "notifications");

  private final Transactions transactions;

  public PreferencesFeature(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get(
        "/api/v1/preferences", Access.scope("read:accounts"), Privacy.OWN, this::preferences);
    registry.get("/api/v1/markers", Access.scope("read:statuses"), Privacy.OWN, this::markers);
    registry.post("/api/v1/markers", Access.scope("write:statuses"), Privacy.OWN, this::mark);
  }

  private HttpResponse preferences(HttpRequest request) {
    PostingDefaults defaults =
        transactions
            .read(tx -> tx.users().find(caller(request)))
            .map(User::defaults)
            .orElseThrow(Problem::notFound);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("posting:default:visibility", defaults.privacy());
    answer.put("posting:default:sensitive", defaults.sensitive());
    answer.put(
        "posting:default:language", defaults.language().isEmpty() ? null : defaults.language());
    answer.put("posting:default:quote_policy", "public");
    answer.put("reading:expand:media", "default");
    answer.put("reading:expand:spoilers", false);
    answer.put("reading:autoplay:gifs", false);
    return HttpResponse.json(answer);
  }

  private HttpResponse markers(HttpRequest request) {
    List<String> wanted =
        request.params().strings("timeline").stream().filter(TIMELINES::contains).toList();
    return render(transactions.read(tx -> tx.markers().find(caller(request), wanted)));
  }

  private HttpResponse mark(HttpRequest request) {
    Params params = request.params();
    List<Marker> moved =
        transactions.write(
            tx -> {
              List<Marker> all = new ArrayList<>();
              for (String timeline : TIMELINES) {
                OptionalLong id = params.nested(timeline).longId("last_read_id");
                id.ifPresent(
                    lastRead -> all.add(tx.markers().put(caller(request), timeline, lastRead)));
              }
              return all;
            });
    return render(moved);
  }

  private static HttpResponse render(List<Marker> markers) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (Marker marker : markers) {
      answer.put(
          marker.timeline(),
          Map.of(
              "last_read_id",
              Long.toString(marker.lastReadId()),
              "version",
              marker.version(),
              "updated_at",
              marker.updatedAt()));
    }
    return HttpResponse.json(answer);
  }

  private static long caller(HttpRequest request) {
    return request
        .caller()
        .viewer()
        .orElseThrow(() -> Problem.forbidden("This method requires an authenticated user"));
  }
}
