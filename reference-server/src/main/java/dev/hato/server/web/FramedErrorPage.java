package dev.hato.server.web;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.ErrorPage;
import dev.hato.server.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a browser sees of a problem: a sentence in its language, or the way to the log-in page. */
final class FramedErrorPage implements ErrorPage {
  private final Pages pages;
  private final SiteUrls urls;

  public FramedErrorPage(Pages pages, SiteUrls urls) {
    this.pages = pages;
    this.urls = urls;
  }

  @Override
  public HttpResponse render(Failure failure) {
    int status = failure.problem().status();
    if (status == 401 && failure.method().equals("GET")) {
      return HttpResponse.redirect(
          "/auth/sign_in?next=" + URLEncoder.encode(failure.path(), StandardCharsets.UTF_8));
    }
    Texts texts = Texts.of(failure.locale());
    String title = texts.get("error.title");
    Frame frame =
        new Frame(texts, urls.domain(), title, "", urls.base() + "/", false, Optional.empty(), "");
    return HttpResponse.html(pages.error(frame, title, sentence(texts, status)))
        .withStatus(status)
        .with("X-Robots-Tag", "noindex");
  }

  private static String sentence(Texts texts, int status) {
    return texts.get(
        switch (status) {
          case 401 -> "error.403";
          case 403, 404, 406, 410, 413, 422, 429, 503 -> "error." + status;
          default -> status < 500 ? "error.400" : "error.500";
        });
  }
}
