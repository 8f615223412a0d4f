package dev.hato.server.statuses;

import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusThread;
import dev.hato.storage.statuses.Viewer;
import java.util.List;
import java.util.OptionalLong;

/** The API of single posts: writing, reading, editing, deleting, threads and versions. */
final class StatusRoutes {
  private static final int MOST_AT_ONCE = 20;

  private final Transactions transactions;
  private final StatusView view;
  private final PostStatus post;
  private final EditStatus edit;
  private final DeleteStatus delete;

  StatusRoutes(
      Transactions transactions,
      StatusView view,
      PostStatus post,
      EditStatus edit,
      DeleteStatus delete) {
    this.transactions = transactions;
    this.view = view;
    this.post = post;
    this.edit = edit;
    this.delete = delete;
  }

  void plugInto(Registry registry) {
    Access write = Access.scope("write:statuses");
    Access read = Access.scopeIfAuthenticated("read:statuses");
    String one = "/api/v1/statuses/{id}";
    registry.post("/api/v1/statuses", write, Privacy.OWN, this::create);
    registry.get("/api/v1/statuses", read, Privacy.POSTS, this::several);
    registry.get(one, read, Privacy.POSTS, this::show);
    registry.put(one, write, Privacy.OWN, this::update);
    registry.patch(one, write, Privacy.OWN, this::update);
    registry.delete(one, write, Privacy.OWN, this::remove);
    registry.get(one + "/context", read, Privacy.POSTS, this::context);
    registry.get(one + "/history", read, Privacy.POSTS, this::history);
    registry.get(one + "/source", Access.scope("read:statuses"), Privacy.OWN, this::source);
  }

  /** The account that a request acts for; routes of {@code Access.scope} always have one. */
  static long account(HttpRequest request) {
    OptionalLong viewer = request.caller().viewer();
    return viewer.orElseThrow(() -> Problem.unauthorized("The access token is invalid"));
  }

  /** For whom a request reads. */
  static Viewer viewer(Caller caller) {
    OptionalLong viewer = caller.viewer();
    return viewer.isPresent() ? Viewer.of(viewer.getAsLong()) : Viewer.anonymous();
  }

  private HttpResponse create(HttpRequest request) {
    long account = account(request);
    return own(account, post.post(account, DraftParams.read(request)));
  }

  private HttpResponse update(HttpRequest request) {
    long account = account(request);
    long id = request.pathId("id");
    edit.edit(account, id, DraftParams.read(request));
    return own(account, id);
  }

  private HttpResponse remove(HttpRequest request) {
    return HttpResponse.json(delete.delete(account(request), request.pathId("id")));
  }

  private HttpResponse own(long account, long id) {
    Viewer viewer = Viewer.of(account);
    return HttpResponse.json(transactions.<Object>read(tx -> view.render(tx, viewer, id)));
  }

  private HttpResponse show(HttpRequest request) {
    Viewer viewer = viewer(request.caller());
    long id = request.pathId("id");
    return HttpResponse.json(transactions.<Object>read(tx -> view.render(tx, viewer, id)));
  }

  private HttpResponse several(HttpRequest request) {
    Viewer viewer = viewer(request.caller());
    List<Long> ids = request.params().longIds("id").stream().distinct().toList();
    if (ids.size() > MOST_AT_ONCE) {
      throw Problem.invalid("Validation failed: at most 20 posts can be asked for at once");
    }
    return HttpResponse.json(transactions.<Object>read(tx -> view.render(tx, viewer, ids)));
  }

  private HttpResponse context(HttpRequest request) {
    Viewer viewer = viewer(request.caller());
    long id = request.pathId("id");
    return HttpResponse.json(
        transactions.<Object>read(
            tx -> {
              Status status = VisibleStatus.load(tx, viewer, id).status();
              StatusThread thread = tx.statusThreads().around(status.id(), viewer);
              return new ApiStatus.Context(
                  view.render(tx, viewer, thread.ancestors()),
                  view.render(tx, viewer, thread.descendants()));
            }));
  }

  private HttpResponse history(HttpRequest request) {
    Viewer viewer = viewer(request.caller());
    long id = request.pathId("id");
    return HttpResponse.json(
        transactions.<Object>read(
            tx -> {
              LoadedStatus loaded = VisibleStatus.load(tx, viewer, id);
              return view.history(loaded, tx.statusEdits().history(id));
            }));
  }

  private HttpResponse source(HttpRequest request) {
    long account = account(request);
    long id = request.pathId("id");
    return HttpResponse.json(
        transactions.<Object>read(
            tx -> {
              Status status = VisibleStatus.own(tx, account, id).status();
              return new ApiStatus.Source(Long.toString(id), status.text(), status.spoilerText());
            }));
  }
}
