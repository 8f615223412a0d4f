package dev.hato.server.http;

import dev.hato.storage.kernel.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The API's way through long lists: {@code max_id}, {@code since_id}, {@code min_id}, {@code limit}
 * in, a Link header with next and prev out. Lists come newest first.
 */
public final class Paging {
  private static final List<String> OWN = List.of("max_id", "since_id", "min_id", "limit");
  private static final List<String> NEVER = List.of("access_token");

  private Paging() {}

  /**
   * The page that is asked for; the limit is the usual one, or what is asked for up to its double.
   */
  public static Page of(HttpRequest request, int usual) {
    return of(request, usual, 2 * usual);
  }

  public static Page of(HttpRequest request, int usual, int most) {
    Params params = request.params();
    return new Page(
        params.longId("max_id"),
        params.longId("since_id"),
        params.longId("min_id"),
        Math.clamp(params.integer("limit").orElse(usual), 1, most));
  }

  /** The answer with its Link header, from the ids that order the list (newest first). */
  public static HttpResponse link(
      HttpResponse answer, HttpRequest request, Page page, List<Long> ids) {
    if (ids.isEmpty()) {
      return answer;
    }
    List<String> links = new ArrayList<>();
    if (ids.size() >= page.limit()) {
      links.add(link(request, page, "max_id", ids.getLast(), "next"));
    }
    links.add(link(request, page, "min_id", ids.getFirst(), "prev"));
    return answer.with("Link", String.join(", ", links));
  }

  private static String link(HttpRequest request, Page page, String name, long id, String rel) {
    StringBuilder url = new StringBuilder(request.baseUrl()).append(request.path()).append('?');
    Params query = request.query();
    for (String key : query.names()) {
      if (!OWN.contains(key) && !NEVER.contains(key)) {
        boolean array = query.isArray(key);
        query.strings(key).forEach(value -> append(url, array ? key + "[]" : key, value));
      }
    }
    append(url, "limit", Integer.toString(page.limit()));
    append(url, name, Long.toString(id));
    return "<" + url.substring(0, url.length() - 1) + ">; rel=\"" + rel + "\"";
  }

  private static void append(StringBuilder url, String name, String value) {
    url.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
        .append('&');
  }
}
