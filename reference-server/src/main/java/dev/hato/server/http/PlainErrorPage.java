package dev.hato.server.http;

import java.util.ResourceBundle;

/** A page that needs nothing else: status, one sentence in the reader's language, request id. */
final class PlainErrorPage implements ErrorPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%s"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title></head>
      <body><main><h1>%s</h1><p>%s</p><p><small>%s</small></p></main></body></html>
      """;

  @Override
  public HttpResponse render(Failure failure) {
    int status = failure.problem().status();
    ResourceBundle texts =
        ResourceBundle.getBundle("dev.hato.server.http.errors", failure.locale());
    String key = String.valueOf(status);
    String text = texts.getString(texts.containsKey(key) ? key : status < 500 ? "400" : "500");
    return HttpResponse.html(
            PAGE.formatted(failure.locale().getLanguage(), text, status, text, failure.requestId()))
        .withStatus(status);
  }
}
