package dev.hato.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Which feature of the server may use which; what is not a feature is machinery, free for all. */
final class FeatureEdges {
  private static final String SERVER = "dev.hato.server.";

  static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("accounts", Set.of()),
          Map.entry("relationships", Set.of("accounts")),
          Map.entry("media", Set.of("accounts")),
          Map.entry("lists", Set.of("accounts")),
          Map.entry("filters", Set.of("accounts")),
          Map.entry("emojis", Set.of()),
          Map.entry("polls", Set.of("accounts")),
          Map.entry("tags", Set.of()),
          Map.entry("oauth", Set.of("accounts", "web")),
          Map.entry("signup", Set.of("accounts", "oauth", "web")),
          Map.entry("preferences", Set.of("accounts")),
          Map.entry("announcements", Set.of()),
          Map.entry("instance", Set.of("accounts")),
          Map.entry("statuses", Set.of("accounts", "relationships", "media", "polls", "tags")),
          Map.entry("timelines", Set.of("accounts", "statuses", "relationships", "filters")),
          Map.entry("notifications", Set.of("accounts", "statuses", "relationships", "filters")),
          Map.entry("conversations", Set.of("accounts", "statuses", "relationships", "filters")),
          Map.entry("search", Set.of("accounts", "statuses", "relationships", "filters", "tags")),
          Map.entry("trends", Set.of("accounts", "statuses", "relationships", "filters", "tags")),
          Map.entry("push", Set.of("accounts", "notifications")),
          Map.entry("mail", Set.of("accounts")),
          Map.entry("exports", Set.of("accounts", "statuses", "relationships")));

  /** Page shells and moderation may use any verb. */
  private static final Set<String> ANY = Set.of("web", "admin", "moderation");

  private FeatureEdges() {}

  static ArchRule rule() {
    return classes()
        .that()
        .resideInAPackage("dev.hato.server..")
        .should(
            new ArchCondition<>("use only the features that the plan allows") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String from = feature(type);
                if (from.isEmpty() || ANY.contains(from)) {
                  return;
                }
                for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                  String to = feature(edge.getTargetClass());
                  if (!to.isEmpty() && !to.equals(from) && !allowed(from, to)) {
                    events.add(SimpleConditionEvent.violated(type, edge.getDescription()));
                  }
                }
              }
            });
  }

  private static boolean allowed(String from, String to) {
    return ALLOWED.getOrDefault(from, Set.of()).contains(to);
  }

  /** The feature that a type belongs to; empty for machinery and for everything outside. */
  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(SERVER)) {
      return "";
    }
    String rest = name.substring(SERVER.length());
    int dot = rest.indexOf('.');
    String first = dot < 0 ? rest : rest.substring(0, dot);
    return ALLOWED.containsKey(first) || ANY.contains(first) ? first : "";
  }
}
