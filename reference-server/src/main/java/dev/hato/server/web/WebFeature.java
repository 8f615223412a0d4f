package dev.hato.server.web;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.RouteHandler;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.statuses.StatusView;
import dev.hato.storage.Transactions;
import java.util.Optional;
import java.util.function.Function;

/** The public pages, the program's own files, and what browsers see of errors. */
public final class WebFeature implements Feature {
  private final Assets assets = new Assets();
  private final PublicPages pages;
  private final FramedErrorPage errors;
  private final Function<HttpRequest, Optional<HttpResponse>> documents;
  private final boolean signUpOpen;

  /**
   * How the pages find what they show.
   *
   * @param documents the answer to those who want the ActivityPub document at the address of a
   *     profile or post; empty for those who want the page
   */
  public record Content(
      Transactions transactions,
      AccountView accounts,
      StatusView statuses,
      SiteUrls urls,
      Function<HttpRequest, Optional<HttpResponse>> documents) {}

  /**
   * @param signUpOpen whether the front page offers to sign up
   */
  public WebFeature(Content content, Pages templates, Shell shell, boolean signUpOpen) {
    this.pages =
        new PublicPages(
            content.transactions(), content.accounts(), content.statuses(), shell, content.urls());
    this.errors = new FramedErrorPage(templates, content.urls());
    this.documents = content.documents();
    this.signUpOpen = signUpOpen;
  }

  @Override
  public void plugIn(Registry registry) {
    registry.errorPage(errors);
    registry.get("/assets/{name}", Access.anyone(), Privacy.PUBLIC, assets::serve);
    registry.get("/", Access.page(), Privacy.POSTS, request -> pages.landing(request, signUpOpen));
    registry.get("/@{username}", Access.page(), Privacy.POSTS, orDocument(pages::profile));
    registry.get("/@{username}/{id}", Access.page(), Privacy.POSTS, orDocument(pages::status));
    registry.get("/tags/{name}", Access.page(), Privacy.POSTS, pages::tag);
  }

  private RouteHandler orDocument(RouteHandler page) {
    return request -> {
      Optional<HttpResponse> document = documents.apply(request);
      return document.isPresent() ? document.get() : page.handle(request);
    };
  }
}
