package dev.hato.server.privacy;

import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.Route;
import dev.hato.server.privacy.Wire.Answer;

/** What an answer tells caches: what is for one reader is kept by nobody (M40, P7). */
final class Caching {
  private Caching() {}

  /** What is wrong, or nothing. */
  static String problem(Route route, Seat seat, Answer answer) {
    if (route.privacy() != Privacy.PUBLIC
        && (answer.header("etag").isPresent() || answer.header("last-modified").isPresent())) {
      return "has a validator: " + answer.headers();
    }
    String kept = answer.header("cache-control").orElse("");
    String vary = answer.header("vary").orElse("");
    if (isPersonal(route, seat, answer) && !kept.contains("no-store")) {
      return "may be kept: Cache-Control is '" + kept + "'";
    }
    String needed = needed(route.access(), seat, answer);
    return vary.contains(needed) || kept.equals("no-store")
        ? ""
        : "Vary is '" + vary + "' without " + needed;
  }

  private static boolean isPersonal(Route route, Seat seat, Answer answer) {
    return switch (route.access().kind()) {
      case SCOPE, SCOPE_IF_AUTHENTICATED, TOKEN, SESSION, STAFF ->
          seat.byLogin() != Viewer.ANONYMOUS;
      case PAGE, ANYONE ->
          (seat.byLogin() != Viewer.ANONYMOUS && !seat.wantsDocument() && isPage(route))
              || !seat.world().open().containsAll(answer.words());
    };
  }

  private static boolean isPage(Route route) {
    return route.access().kind() == Access.Kind.PAGE;
  }

  /** By what the same address answers differently. */
  private static String needed(Access access, Seat seat, Answer answer) {
    if (answer.status() != 200) {
      return "";
    }
    return switch (access.kind()) {
      case SCOPE_IF_AUTHENTICATED -> "Authorization";
      case PAGE -> seat.wantsDocument() ? "" : "Cookie";
      case ANYONE, SCOPE, TOKEN, SESSION, STAFF -> "";
    };
  }
}
