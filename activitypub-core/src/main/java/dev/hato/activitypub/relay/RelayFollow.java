package dev.hato.activitypub.relay;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Reject;
import dev.hato.activitypub.vocab.Undo;
import java.util.List;
import java.util.Optional;

/**
 * The following of a relay (FEP-ae0c), by our server's own actor. The application keeps it, sends
 * {@link #follow}, asks {@link #judge} in its handlers, and sends what is public to {@link
 * #audience}, too, with a proof in it.
 *
 * <pre>{@code
 * RelayFollow relay = RelayFollow.mastodon(id, us, Iri.parse("https://relay.example/inbox"));
 * outbox.send(tx, us, relay.follow(), relay.audience());
 * federation.on(Announce.class, (context, announce) -> {
 *   switch (relay.judge(context, announce)) {
 *     case RelayEvent.Announced(var post) -> importPost(post);
 *     …
 *   }
 * });
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param style how the relay is followed
 * @param id of the Follow; the relay's answer names it
 * @param follower our actor
 * @param inbox of the relay
 * @param relay its actor; of Mastodon's style it is known once it has accepted
 */
public record RelayFollow(Style style, Iri id, Iri follower, Iri inbox, Optional<Iri> relay) {
  /** The two protocols. */
  public enum Style {
    /** The public collection is followed, and activities come as their authors signed them. */
    MASTODON,
    /** The relay's actor is followed and follows back, and posts are announced. */
    LITEPUB
  }

  /**
   * In Mastodon's style, where an administrator is given an inbox.
   *
   * @param id for the Follow
   * @param follower our server's actor
   * @param inbox of the relay
   */
  public static RelayFollow mastodon(Iri id, Iri follower, Iri inbox) {
    return new RelayFollow(Style.MASTODON, id, follower, inbox, Optional.empty());
  }

  /**
   * In LitePub's style (Pleroma, Akkoma), where an administrator is given an actor.
   *
   * @param id for the Follow
   * @param follower our server's actor
   * @param relay the relay's, as it was fetched
   * @throws IllegalArgumentException for an actor without id or inbox
   */
  public static RelayFollow litePub(Iri id, Iri follower, Actor relay) {
    Iri inbox =
        relay
            .inbox()
            .filter(there -> relay.id().isPresent())
            .orElseThrow(() -> new IllegalArgumentException("a relay has an id and an inbox"));
    return new RelayFollow(Style.LITEPUB, id, follower, inbox, relay.id());
  }

  /** The activity that asks to be taken in. */
  public Follow follow() {
    Iri followed =
        switch (style) {
          case MASTODON -> Iri.PUBLIC;
          case LITEPUB -> relay.orElseThrow();
        };
    return Follow.of(id, follower, followed);
  }

  /** The activity that leaves. */
  public Undo undo(Iri undoId) {
    return Undo.of(undoId, follower, follow());
  }

  /** Where both go, and public activities. */
  public Audience audience() {
    return Audience.inboxes(List.of(inbox));
  }

  /** The same, now that the relay's actor is known. */
  public RelayFollow acceptedBy(Iri actor) {
    return new RelayFollow(style, id, follower, inbox, Optional.of(actor));
  }

  /**
   * What a verified activity means for this relay. Nobody but the relay can answer for it: its
   * actor where that is known, else one of the origin of its inbox.
   */
  public RelayEvent judge(InboxContext context, Activity activity) {
    Iri signer = context.signer();
    if (context.forwarder().isPresent()) {
      return context.forwarder().equals(relay)
          ? new RelayEvent.PassedOn(signer)
          : new RelayEvent.Unrelated();
    }
    if (!isRelay(signer)) {
      return new RelayEvent.Unrelated();
    }
    return switch (activity) {
      case Accept accept when names(accept, id) -> new RelayEvent.Accepted(signer);
      case Reject reject when names(reject, id) -> new RelayEvent.Refused(signer);
      case Follow back when names(back, follower) -> new RelayEvent.FollowsBack(signer);
      case Announce announce when relay.isPresent() && announce.object().isPresent() ->
          new RelayEvent.Announced(announce.object().get());
      default -> new RelayEvent.Unrelated();
    };
  }

  private boolean isRelay(Iri actor) {
    return relay.map(actor::equals).orElseGet(() -> actor.sameOrigin(inbox));
  }

  private static boolean names(Activity activity, Iri object) {
    return activity.object().flatMap(Ref::id).filter(object::equals).isPresent();
  }
}
