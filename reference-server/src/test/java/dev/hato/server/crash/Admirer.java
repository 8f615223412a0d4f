package dev.hato.server.crash;

import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.httpsig.client.Exchange;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Somebody on another server who likes posts; each like is delivered until it is taken. */
final class Admirer implements Callable<Void> {
  private static final int UNAVAILABLE = 503;

  private final RemoteInstance instance;
  private final RemoteActor actor;
  private final String inbox;
  private final Gate gate;
  private final History history;
  private volatile boolean stopping;

  Admirer(RemoteInstance instance, String inbox, Gate gate, History history) {
    this.instance = instance;
    this.actor = instance.actor("admirer");
    this.inbox = inbox;
    this.gate = gate;
    this.history = history;
  }

  void stop() {
    stopping = true;
  }

  @Override
  public Void call() throws InterruptedException {
    while (!stopping || !history.likeable.isEmpty()) {
      History.Posted next = history.likeable.poll(100, TimeUnit.MILLISECONDS);
      if (next != null && !history.liked.contains(next.id())) {
        like(next);
      }
    }
    return null;
  }

  private void like(History.Posted post) throws InterruptedException {
    Like like = Like.of(actor.id("likes/" + post.id()), actor.id(), Iri.parse(post.uri()));
    while (true) {
      if (instance.post(actor, inbox, like) instanceof Exchange.Answered answered) {
        if (answered.isSuccess()) {
          history.liked.add(post.id());
          return;
        }
        if (answered.status() != UNAVAILABLE) {
          history.contradictions.add("a like gives " + answered.status());
          return;
        }
      }
      gate.awaitOpen();
    }
  }
}
