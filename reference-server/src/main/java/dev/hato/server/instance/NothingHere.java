package dev.hato.server.instance;

import dev.hato.server.http.Access;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Registry;
import java.util.List;
import java.util.Map;

/**
 * What clients ask for when they start and this server has nothing of: the truth is an empty list.
 * A feature that comes takes its route out of here.
 */
final class NothingHere {
  private static final Map<String, String> OWN_LISTS =
      Map.ofEntries(
          Map.entry("/api/v1/lists", "read:lists"),
          Map.entry("/api/v1/accounts/{id}/lists", "read:lists"),
          Map.entry("/api/v1/filters", "read:filters"),
          Map.entry("/api/v2/filters", "read:filters"),
          Map.entry("/api/v1/announcements", "read:announcements"),
          Map.entry("/api/v1/conversations", "read:statuses"),
          Map.entry("/api/v1/scheduled_statuses", "read:statuses"),
          Map.entry("/api/v1/followed_tags", "read:follows"),
          Map.entry("/api/v1/featured_tags", "read:accounts"),
          Map.entry("/api/v1/endorsements", "read:accounts"),
          Map.entry("/api/v1/domain_blocks", "read:blocks"),
          Map.entry("/api/v1/suggestions", "read"),
          Map.entry("/api/v2/suggestions", "read"),
          Map.entry("/api/v1/accounts/familiar_followers", "read:follows"));
  private static final List<String> OPEN_LISTS =
      List.of(
          "/api/v1/custom_emojis",
          "/api/v1/trends",
          "/api/v1/trends/tags",
          "/api/v1/trends/statuses",
          "/api/v1/trends/links",
          "/api/v1/directory",
          "/api/v1/instance/rules",
          "/api/v1/instance/peers",
          "/api/v1/instance/activity",
          "/api/v1/instance/domain_blocks",
          "/api/v1/accounts/{id}/featured_tags",
          "/api/v1/accounts/{id}/endorsements",
          "/api/v1/accounts/{id}/identity_proofs");

  private NothingHere() {}

  static void plugIn(Registry registry) {
    OWN_LISTS.forEach(
        (path, scope) ->
            registry.get(
                path, Access.scope(scope), Privacy.OWN, _ -> HttpResponse.json(List.of())));
    OPEN_LISTS.forEach(
        path ->
            registry.get(path, Access.anyone(), Privacy.PUBLIC, _ -> HttpResponse.json(List.of())));
    registry.get(
        "/api/v1/instance/translation_languages",
        Access.anyone(),
        Privacy.PUBLIC,
        _ -> HttpResponse.json(Map.of()));
  }
}
