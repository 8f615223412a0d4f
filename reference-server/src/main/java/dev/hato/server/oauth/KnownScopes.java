package dev.hato.server.oauth;

import dev.hato.server.kernel.Scopes;
import dev.hato.server.web.Texts;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The scopes that exist (Mastodon's), and what to tell people about them. */
final class KnownScopes {
  static final Scopes DEFAULT = Scopes.parse("read");

  private static final List<String> PARTS =
      List.of(
          "accounts",
          "blocks",
          "bookmarks",
          "collections",
          "favourites",
          "filters",
          "follows",
          "lists",
          "mutes",
          "notifications",
          "statuses");
  private static final List<String> ADMIN_PARTS =
      List.of(
          "accounts",
          "reports",
          "domain_allows",
          "domain_blocks",
          "ip_blocks",
          "email_domain_blocks",
          "canonical_email_blocks");
  static final Set<String> ALL = all();

  private KnownScopes() {}

  static boolean knows(Scopes scopes) {
    return ALL.containsAll(scopes.names());
  }

  /** One sentence for each scope, for the consent page. */
  static List<String> sentences(Scopes scopes, Texts texts) {
    return scopes.names().stream().map(scope -> sentence(scope, texts)).toList();
  }

  private static String sentence(String scope, Texts texts) {
    if (scope.startsWith("admin:read")) {
      return texts.get("scope.admin_read");
    }
    if (scope.startsWith("admin:write")) {
      return texts.get("scope.admin_write");
    }
    int colon = scope.indexOf(':');
    return colon < 0
        ? texts.get("scope." + scope)
        : texts.get("scope." + scope.substring(0, colon) + "_part", scope.substring(colon + 1));
  }

  private static Set<String> all() {
    Set<String> names = new LinkedHashSet<>(List.of("profile", "read"));
    PARTS.forEach(part -> names.add("read:" + part));
    names.add("read:search");
    names.add("write");
    PARTS.forEach(part -> names.add("write:" + part));
    names.addAll(List.of("write:conversations", "write:media", "write:reports"));
    names.addAll(List.of("follow", "push"));
    for (String parent : List.of("admin:read", "admin:write")) {
      names.add(parent);
      ADMIN_PARTS.forEach(part -> names.add(parent + ":" + part));
    }
    return Collections.unmodifiableSet(names);
  }
}
