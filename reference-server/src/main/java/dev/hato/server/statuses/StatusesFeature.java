package dev.hato.server.statuses;

import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.events.Events;
import dev.hato.server.events.Subscription;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import java.time.InstantSource;

/** Posts: the API to write, read and mark them, and their way to other servers and back. */
public final class StatusesFeature implements Feature {
  private final Parts parts;
  private final StatusView view;
  private final StatusObjects objects;
  private final ResolveStatus resolve;
  private final ReceiveStatus receive;

  /** What posts are built on. */
  public record Parts(
      Transactions transactions,
      Events events,
      SiteUrls urls,
      AccountView accountView,
      ResolveAccount accounts,
      RemoteObjects remote,
      Outbox outbox,
      InstantSource clock) {}

  public StatusesFeature(Parts parts) {
    this.parts = parts;
    this.view = new StatusView(parts.accountView(), parts.urls());
    this.objects =
        new StatusObjects(parts.transactions(), new StatusDocuments(parts.urls()), parts.urls());
    this.receive =
        new ReceiveStatus(parts.transactions(), parts.events(), parts.accounts(), parts.clock());
    this.resolve =
        new ResolveStatus(
            parts.transactions(), parts.remote(), parts.accounts(), receive, parts.urls());
  }

  /** Renders statuses, for the features that list them. */
  public StatusView view() {
    return view;
  }

  /** Finds statuses by their addresses, for search. */
  public ResolveStatus resolve() {
    return resolve;
  }

  /** The ActivityPub documents, for the routes of the federation. */
  public StatusObjects objects() {
    return objects;
  }

  @Override
  public void plugIn(Registry registry) {
    routes(registry);
    deliveries(registry);
    activities(registry);
  }

  private void routes(Registry registry) {
    Transactions transactions = parts.transactions();
    Events events = parts.events();
    SiteUrls urls = parts.urls();
    FindMentioned mentioned =
        new FindMentioned(transactions, parts.accounts(), urls, parts.clock());
    new StatusRoutes(
            transactions,
            view,
            new PostStatus(transactions, events, urls, mentioned),
            new EditStatus(transactions, events, urls, mentioned),
            new DeleteStatus(transactions, events, view))
        .plugInto(registry);
    StatusMarkRoutes marks = new StatusMarkRoutes(transactions, view);
    marks.boosts(
        registry,
        new BoostStatus(transactions, events, urls),
        new UnboostStatus(transactions, events));
    marks.favourites(
        registry,
        new FavouriteStatus(transactions, events, urls),
        new UnfavouriteStatus(transactions, events));
    marks.bookmarks(registry, new BookmarkStatus(transactions));
    marks.pins(registry, new PinStatus(transactions));
    marks.mutes(registry, new MuteConversation(transactions));
    new StatusListRoutes(transactions, view, parts.accountView()).plugInto(registry);
  }

  private void deliveries(Registry registry) {
    StatusDeliveries out =
        new StatusDeliveries(
            parts.transactions(), parts.outbox(), new StatusDocuments(parts.urls()));
    String queue = "default";
    registry.subscribe(
        Subscription.of("statuses.deliver-post", StatusPosted.class, queue, out::posted)
            .when(StatusPosted::local));
    registry.subscribe("statuses.deliver-edit", StatusEdited.class, queue, out::edited);
    registry.subscribe("statuses.deliver-delete", StatusDeleted.class, queue, out::deleted);
    registry.subscribe("statuses.deliver-boost", StatusBoosted.class, queue, out::boosted);
    registry.subscribe("statuses.deliver-unboost", StatusUnboosted.class, queue, out::unboosted);
    registry.subscribe("statuses.deliver-like", StatusFavourited.class, queue, out::favourited);
    registry.subscribe(
        "statuses.deliver-unlike", StatusUnfavourited.class, queue, out::unfavourited);
  }

  private void activities(Registry registry) {
    ReceiveEdit edits =
        new ReceiveEdit(parts.transactions(), parts.events(), receive, parts.clock());
    Relevance relevance = new Relevance(parts.transactions(), resolve, parts.urls());
    StatusActivities statuses =
        new StatusActivities(parts.transactions(), parts.events(), resolve, edits, relevance);
    ReactionActivities reactions =
        new ReactionActivities(
            parts.transactions(), parts.events(), parts.accounts(), resolve, relevance);
    registry.activity(Create.class, statuses::create);
    registry.activity(Update.class, statuses::update);
    registry.activity(Delete.class, statuses::delete);
    registry.activity(Announce.class, reactions::announce);
    registry.activity(Like.class, reactions::like);
    registry.activity(Undo.class, reactions::undo);
  }
}
