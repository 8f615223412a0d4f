package dev.hato.server.federation;

import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.inbox.Inbound;
import dev.hato.activitypub.inbox.InboxVerdict;
import dev.hato.httpsig.SignableMessage;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.RouteHandler;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The route table of federation: hands requests to {@link Federation} as bytes and sends its
 * answers. A browser that comes to an id is led to its page. With federation off there is nothing
 * to find, and the inboxes are closed (K23).
 */
final class FederationRoutes {
  private final Federation federation;
  private final SiteUrls urls;
  private final boolean enabled;

  FederationRoutes(Federation federation, SiteUrls urls, boolean enabled) {
    this.federation = federation;
    this.urls = urls;
    this.enabled = enabled;
  }

  void plugIn(Registry registry) {
    inbox(registry, "/inbox", this::answer);
    inbox(registry, "/users/{username}/inbox", this::answer);
    inbox(registry, "/actor/inbox", this::instanceInbox);
    for (String path :
        List.of(
            "/actor",
            "/actor/outbox",
            "/.well-known/webfinger",
            "/.well-known/host-meta",
            "/.well-known/host-meta.json",
            "/.well-known/nodeinfo",
            "/nodeinfo/2.0",
            "/nodeinfo/2.1")) {
      get(registry, path, Privacy.PUBLIC, this::answer);
    }
    String user = "/users/{username}";
    get(registry, user, Privacy.PROFILE, this::actor);
    get(registry, user + "/followers", Privacy.PROFILE, this::answer);
    get(registry, user + "/followers_synchronization", Privacy.PROFILE, this::answer);
    get(registry, user + "/following", Privacy.PROFILE, this::answer);
    get(registry, user + "/outbox", Privacy.POSTS, this::answer);
    get(registry, user + "/collections/featured", Privacy.POSTS, this::answer);
    get(registry, user + "/statuses/{id}", Privacy.POSTS, this::post);
    get(registry, user + "/statuses/{id}/activity", Privacy.POSTS, this::answer);
    get(registry, user + "/statuses/{id}/replies", Privacy.POSTS, this::answer);
  }

  /** The document in the place of a page, when one is asked for. */
  Optional<HttpResponse> document(HttpRequest request) {
    return enabled && Federation.wantsDocument(accept(request))
        ? Optional.of(answer(request))
        : Optional.empty();
  }

  private void inbox(Registry registry, String template, RouteHandler handler) {
    registry.post(
        template,
        Access.anyone(),
        Privacy.PUBLIC,
        request -> {
          if (!enabled) {
            throw Problem.forbidden("This server does not federate");
          }
          return handler.handle(request);
        });
  }

  private void get(Registry registry, String template, Privacy privacy, RouteHandler handler) {
    registry.get(
        template,
        Access.anyone(),
        privacy,
        request -> {
          if (!enabled) {
            throw Problem.notFound();
          }
          return handler.handle(request);
        });
  }

  private HttpResponse actor(HttpRequest request) {
    return isBrowser(request) ? page(urls.profile(request.pathParam("username"))) : answer(request);
  }

  private HttpResponse post(HttpRequest request) {
    return isBrowser(request)
        ? page(urls.page(request.pathParam("username"), request.pathId("id")))
        : answer(request);
  }

  private static HttpResponse page(String address) {
    return HttpResponse.redirect(address).with("Vary", "Accept");
  }

  private static boolean isBrowser(HttpRequest request) {
    String accept = accept(request);
    return accept.contains("text/html") && !Federation.wantsDocument(accept);
  }

  private static String accept(HttpRequest request) {
    return String.join(", ", request.headers().getOrDefault("accept", List.of()));
  }

  private HttpResponse answer(HttpRequest request) {
    ApResponse answer =
        federation.handle(
            new ApRequest(
                request.method(),
                scheme(),
                authority(request),
                request.requestTarget(),
                request.headers(),
                request.body()));
    Map<String, String> headers = new HashMap<>(answer.headers());
    String type = headers.remove("Content-Type");
    HttpResponse response =
        type == null
            ? HttpResponse.empty(answer.status())
            : HttpResponse.bytes(type, answer.body()).withStatus(answer.status());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  /** Nobody follows the instance actor, but replies of relays and the like may come here. */
  private HttpResponse instanceInbox(HttpRequest request) {
    SignableMessage message =
        SignableMessage.of(
            request.method(),
            scheme(),
            authority(request),
            request.requestTarget(),
            request.headers());
    return switch (federation
        .inbox()
        .receive(new Inbound(message, request.body(), Optional.empty()))) {
      case InboxVerdict.Accepted _, InboxVerdict.Ignored _ -> HttpResponse.empty(202);
      case InboxVerdict.Refused(int status, String reason) -> throw Problem.of(status, reason);
    };
  }

  private String scheme() {
    return urls.base().substring(0, urls.base().indexOf("://"));
  }

  /** As the client wrote it: a signature covers it, and one for another host is refused. */
  private static String authority(HttpRequest request) {
    return request.header("Host").orElse("");
  }
}
