package dev.hato.server.web;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.html.RemoteHtml;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Problem;
import dev.hato.server.statuses.ApiStatus;
import dev.hato.server.statuses.StatusView;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.StatusThread;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.timelines.AccountFilter;
import dev.hato.storage.timelines.PublicFilter;
import dev.hato.storage.timelines.TagFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pages that everybody may read: front page, profiles, posts with their threads, hashtags. What
 * the visitor may not see is a 404, like what does not exist (L8).
 */
final class PublicPages {
  private static final int POSTS = 20;
  private static final int DESCRIPTION = 200;

  private final Transactions transactions;
  private final AccountView accounts;
  private final StatusView statuses;
  private final Shell shell;
  private final SiteUrls urls;
  private final Cards cards;

  PublicPages(
      Transactions transactions,
      AccountView accounts,
      StatusView statuses,
      Shell shell,
      SiteUrls urls) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.statuses = statuses;
    this.shell = shell;
    this.urls = urls;
    this.cards = new Cards(urls.domain());
  }

  /** A profile with a page of its posts. */
  private record ProfileContent(Account account, ApiAccount shown, List<ApiStatus> posts) {}

  /** A post with what is around it. */
  private record Thread(Account author, ApiStatus post, List<ApiStatus> up, List<ApiStatus> down) {}

  HttpResponse landing(HttpRequest request, boolean signUpOpen) {
    Viewer viewer = viewer(request);
    List<ApiStatus> newest =
        transactions.read(
            tx ->
                statuses.render(
                    tx,
                    viewer,
                    tx.timelines().open(viewer, PublicFilter.LOCAL, Page.first(POSTS))));
    String about = shell.texts(request).get("landing.about");
    Shell.Head head = new Shell.Head(urls.domain(), about, urls.base() + "/", true);
    return shell.shared(
        request,
        head,
        (pages, frame) -> pages.landing(frame, about, signUpOpen, cards.posts(newest)));
  }

  HttpResponse profile(HttpRequest request) {
    Viewer viewer = viewer(request);
    OptionalLong before = request.params().longId("max_id");
    Page page = before.isPresent() ? Page.first(POSTS).withMaxId(before.getAsLong()) : firstPage();
    ProfileContent content =
        transactions.read(
            tx -> {
              Account account = local(tx, request.pathParam("username"));
              List<Long> ids =
                  tx.timelines()
                      .profile(viewer, account.id(), AccountFilter.ALL.withoutReplies(), page);
              return new ProfileContent(
                  account, accounts.render(account), statuses.render(tx, viewer, ids));
            });
    String address = urls.profile(content.account().username());
    Shell.Head head =
        new Shell.Head(
            Cards.name(content.shown()),
            description(content.shown().note()),
            address,
            content.account().discoverable());
    return shell.shared(
        request,
        head,
        (pages, frame) ->
            pages.profile(
                frame,
                cards.profile(content.shown()),
                cards.posts(content.posts()),
                older(address, content.posts())));
  }

  HttpResponse status(HttpRequest request) {
    Viewer viewer = viewer(request);
    Thread thread =
        transactions.read(
            tx -> thread(tx, viewer, request.pathParam("username"), request.pathId("id")));
    String name = Cards.name(thread.post().account());
    Shell.Head head =
        new Shell.Head(
            name,
            thread.post().spoilerText().isEmpty()
                ? description(thread.post().content())
                : thread.post().spoilerText(),
            urls.page(thread.author().username(), Long.parseLong(thread.post().id())),
            thread.author().indexable() && thread.post().visibility().equals("public"));
    return shell.shared(
        request,
        head,
        (pages, frame) ->
            pages.status(
                frame,
                cards.posts(thread.up()),
                cards.post(thread.post()),
                cards.posts(thread.down())));
  }

  HttpResponse tag(HttpRequest request) {
    TagName name = TagName.parse(request.pathParam("name")).orElseThrow(Problem::notFound);
    Viewer viewer = viewer(request);
    List<ApiStatus> posts =
        transactions.read(
            tx ->
                tx.tags()
                    .find(name)
                    .map(tag -> tx.timelines().tagged(viewer, TagFilter.of(tag.id()), firstPage()))
                    .map(ids -> statuses.render(tx, viewer, ids))
                    .orElse(List.of()));
    Shell.Head head =
        new Shell.Head("#" + name.display(), "", urls.tag(name.display()), !posts.isEmpty());
    return shell.shared(
        request, head, (pages, frame) -> pages.tag(frame, name.display(), cards.posts(posts)));
  }

  private Thread thread(Tx tx, Viewer viewer, String username, long id) {
    Account author = local(tx, username);
    ApiStatus post = statuses.render(tx, viewer, id);
    if (!post.account().id().equals(Long.toString(author.id()))) {
      throw Problem.notFound();
    }
    StatusThread around = tx.statusThreads().around(id, viewer);
    return new Thread(
        author,
        post,
        statuses.render(tx, viewer, around.ancestors()),
        statuses.render(tx, viewer, around.descendants()));
  }

  private static Account local(Tx tx, String username) {
    return tx.accounts()
        .findLocal(username)
        .filter(account -> !account.suspended())
        .orElseThrow(Problem::notFound);
  }

  private static Optional<String> older(String address, List<ApiStatus> posts) {
    return posts.size() < POSTS
        ? Optional.empty()
        : Optional.of(address + "?max_id=" + posts.getLast().id());
  }

  private static String description(String html) {
    String text = RemoteHtml.toText(html).strip();
    return text.length() <= DESCRIPTION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, DESCRIPTION))) + "…";
  }

  private static Viewer viewer(HttpRequest request) {
    OptionalLong viewer = request.caller().viewer();
    return viewer.isPresent() ? Viewer.of(viewer.getAsLong()) : Viewer.anonymous();
  }

  private static Page firstPage() {
    return Page.first(POSTS);
  }
}
