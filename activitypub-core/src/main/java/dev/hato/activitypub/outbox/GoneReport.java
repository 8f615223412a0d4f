package dev.hato.activitypub.outbox;

import dev.hato.activitypub.outbox.GoneInboxListener.GoneInbox;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.vocab.Iri;

/** Tells of gone inboxes, with who is behind them. */
record GoneReport(DeliveryListener next, GoneInboxListener listener, Followers followers)
    implements DeliveryListener {
  private static final int MOST = 1_000;

  @Override
  public void attempted(DeliverActivity delivery, DeliveryResult result) {
    next.attempted(delivery, result);
    if (result instanceof DeliveryResult.Gone(int status)) {
      Iri sender = Iri.parse(delivery.sender());
      Iri inbox = Iri.parse(delivery.inbox());
      listener.gone(new GoneInbox(inbox, status, sender, followers.behind(sender, inbox, MOST)));
    }
  }
}
