package dev.hato.server.privacy;

import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.Route;
import dev.hato.server.privacy.Ask.Fate;
import dev.hato.server.privacy.Seat.Accept;
import dev.hato.server.privacy.Wire.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads every route as everybody and notes what is not as the table says. */
final class Walk {
  private static final int MOST_PAGES = 9;
  private static final Set<Access.Kind> PAGES =
      Set.of(Access.Kind.PAGE, Access.Kind.SESSION, Access.Kind.STAFF);
  private static final Set<Privacy> SOCIAL = Set.of(Privacy.PROFILE, Privacy.POSTS);
  private static final Pattern NEXT =
      Pattern.compile(
          "<[^>]*?(/[^/>]*?api/[^>]+)>; rel=\"next\""
              + "|\"(?:next|first)\":\"https?://[^/]+(/[^\"]+)\""
              + "|href=\"(?:https?://[^/]+)?(/[^\"]*max_id=[^\"]+)\"");

  private final World world;
  private final VisibilityTable table;
  private final String moment;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, String> twins = new HashMap<>();
  private final Map<String, String> open = new HashMap<>();

  /**
   * A walk.
   *
   * @param moment when it is, for the messages
   */
  Walk(World world, VisibilityTable table, String moment) {
    this.world = world;
    this.table = table;
    this.moment = moment;
  }

  /** All that was wrong, a line each. */
  List<String> as(List<Viewer> viewers) {
    for (Route route : world.site.routes()) {
      if (route.method().equals("GET")) {
        VisibilityTable.Row row =
            table
                .row(route.template())
                .orElseThrow(() -> new AssertionError(route + " has no row"));
        for (Viewer viewer : viewers) {
          walk(route, row, viewer);
        }
      }
    }
    return wrong;
  }

  private void walk(Route route, VisibilityTable.Row row, Viewer viewer) {
    for (Accept accept : accepts(route, viewer)) {
      Seat seat = new Seat(world, viewer, accept);
      for (Ask ask : row.asks().apply(seat)) {
        String problem = check(route, seat, ask);
        if (!problem.isEmpty()) {
          wrong.add(
              "%s: GET %s as %s (%s) %s".formatted(moment, ask.target(), viewer, accept, problem));
        }
      }
    }
  }

  /**
   * The API has one kind of answer. Documents are opened by signatures and pages by cookies; that
   * the author's own token and cookie open no document is tried, too.
   */
  private static List<Accept> accepts(Route route, Viewer viewer) {
    boolean page = PAGES.contains(route.access().kind());
    if (route.template().startsWith("/api/") || route.template().startsWith("/oauth/")) {
      return viewer.isRemote() ? List.of() : List.of(Accept.JSON);
    }
    return switch (viewer) {
      case ANONYMOUS -> List.of(Accept.values());
      case REMOTE_MENTIONED, REMOTE_FOLLOWER, REMOTE_STRANGER, REMOTE_BLOCKED ->
          SOCIAL.contains(route.privacy()) ? List.of(Accept.ACTIVITY) : List.of();
      case AUTHOR -> page ? List.of(Accept.HTML, Accept.ACTIVITY) : List.of(Accept.ACTIVITY);
      case MENTIONED, FOLLOWER, PENDING, MODERATOR, STRANGER, BLOCKED, FRIEND ->
          page ? List.of(Accept.HTML) : List.of();
    };
  }

  private String check(Route route, Seat seat, Ask ask) {
    Answer answer = get(seat, ask.target());
    if (answer.status() >= 500) {
      return "failed: " + answer.status() + " " + answer.body();
    }
    Set<String> found = new TreeSet<>(answer.words());
    if (isRefused(route.access(), seat)) {
      boolean toLogin = answer.header("location").orElse("").contains("/auth/sign_in");
      boolean refused = answer.status() == 401 || answer.status() == 403 || toLogin;
      return refused && found.isEmpty() ? "" : "should be refused: " + answer.status() + found;
    }
    String caching = Caching.problem(route, seat, answer);
    if (!caching.isEmpty()) {
      return caching;
    }
    if (ask.twin().isEmpty() && ask.fate() == Fate.SHOWN && ask.id().isEmpty()) {
      follow(seat, ask.target(), answer, found);
    }
    return switch (ask.fate()) {
      case SHOWN -> compare(answer.status(), 200, ask.words(), found);
      case GONE -> compare(answer.status(), 410, Set.of(), found);
      case SILENT -> silent(route, seat, ask, answer, found);
      case HIDDEN -> hidden(seat, ask, answer, found);
    };
  }

  private static String compare(int status, int right, Set<String> words, Set<String> found) {
    if (status == right && words.equals(found)) {
      return "";
    }
    Set<String> leaked = new TreeSet<>(found);
    leaked.removeAll(words);
    Set<String> missing = new TreeSet<>(words);
    missing.removeAll(found);
    return "answers %d for %d, LEAKS %s, lacks %s".formatted(status, right, leaked, missing);
  }

  private String silent(Route route, Seat seat, Ask ask, Answer answer, Set<String> found) {
    if (!found.isEmpty()) {
      return "speaks of posts: " + found;
    }
    String same = answer.status() + answer.body();
    String first = open.putIfAbsent(seat.accept() + ask.target(), same);
    return route.privacy() != Privacy.PUBLIC || first == null || first.equals(same)
        ? ""
        : "is not the same for everybody: " + first + "\n  and " + same;
  }

  private String hidden(Seat seat, Ask ask, Answer answer, Set<String> found) {
    String twin =
        twins.computeIfAbsent(
            seat.viewer() + " " + seat.accept() + " " + ask.twin(),
            key -> get(seat, ask.twin()).shape(World.MISSING));
    String shape = answer.shape(ask.id());
    return found.isEmpty() && shape.equals(twin)
        ? ""
        : "tells of what is hidden: " + found + "\n  " + shape + "\n  and of nothing: " + twin;
  }

  /** Reads the further pages of a list. */
  private void follow(Seat seat, String target, Answer first, Set<String> found) {
    Answer answer = first;
    String at = target;
    Optional<String> next = next(first);
    for (int i = 0; i < MOST_PAGES && next.isPresent() && !next.get().equals(at); i++) {
      at = next.get();
      answer = get(seat, at);
      found.addAll(answer.words());
      next = next(answer);
    }
  }

  private static Optional<String> next(Answer answer) {
    Matcher matcher = NEXT.matcher(answer.header("link").orElse("") + answer.body());
    if (!matcher.find()) {
      return Optional.empty();
    }
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return Optional.of(matcher.group(i).replace("&amp;", "&"));
      }
    }
    return Optional.empty();
  }

  private boolean isRefused(Access access, Seat seat) {
    Viewer viewer = seat.viewer();
    boolean person = viewer.isLocal() && !world.suspended.contains(viewer);
    boolean token = person && !world.revoked.contains(viewer);
    return switch (access.kind()) {
      case ANYONE, PAGE -> false;
      case SCOPE, TOKEN -> !token;
      case SCOPE_IF_AUTHENTICATED -> viewer.isLocal() && !token;
      case SESSION -> !person;
      case STAFF -> !person || viewer != Viewer.MODERATOR;
    };
  }

  private Answer get(Seat seat, String target) {
    return world.wire.get(seat.viewer(), target, seat.accept().header());
  }
}
