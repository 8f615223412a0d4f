package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.kernel.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PagingTest {
  private static HttpResponse list(HttpRequest request) {
    Page page = Paging.of(request, 20);
    List<Long> ids = request.params().longIds("ids");
    return Paging.link(HttpResponse.text(page.toString()), request, page, ids);
  }

  @Test
  void thePageComesFromTheRequestAndTheLinksKeepItsOtherParameters() throws Exception {
    try (Door door = Door.open(List.of(route("GET", "/api/v1/list", PagingTest::list)))) {
      Door.Reply reply =
          door.get("/api/v1/list?max_id=9&limit=2&ids[]=8&ids[]=5&access_token=t&q=a%20b");
      assertThat(reply.body())
          .isEqualTo(
              "Page[maxId=OptionalLong[9], sinceId=OptionalLong.empty,"
                  + " minId=OptionalLong.empty, limit=2]");
      String own = "https://hato.example/api/v1/list?";
      assertThat(reply.headers().get("link"))
          .contains("limit=2&max_id=5>; rel=\"next\", <" + own)
          .endsWith("limit=2&min_id=8>; rel=\"prev\"")
          .contains("q=a+b", "ids%5B%5D=8&ids%5B%5D=5")
          .doesNotContain("access_token");
      assertThat(door.get("/api/v1/list?limit=2&ids[]=8").headers().get("link"))
          .doesNotContain("next");
      assertThat(door.get("/api/v1/list").headers()).doesNotContainKey("link");
      assertThat(door.get("/api/v1/list?limit=1000").body()).contains("limit=40");
      assertThat(door.get("/api/v1/list?limit=0").body()).contains("limit=1]");
      assertThat(door.get("/api/v1/list?max_id=x").status()).isEqualTo(400);
    }
  }
}
