package dev.hato.examples;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.memory.DirectTransaction;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** A bot that accepts every follow and says back what it is told. */
record EchoBot(BotAccount account, Federation federation, Worker worker) {
  static EchoBot start(String base, SafeHttpClient http, InstantSource clock) {
    BotAccount account = new BotAccount(base, "echo", clock);
    InMemoryJobStore jobs = new InMemoryJobStore(clock);
    DirectTransaction tx = new DirectTransaction(new JobStoreQueue(jobs), new InMemoryPayloads());
    EchoHandlers handlers = new EchoHandlers(account, tx);
    Federation federation =
        Federation.newBuilder(base, clock)
            .http(http)
            .allowHttp(base.startsWith("http:"))
            .queue(tx.jobs())
            .payloads(tx.payloads())
            .actors(account)
            .instanceActor(account.id())
            .webFinger(account, Set.of(account.handle().host()))
            .on(Follow.class, handlers::accept)
            .on(Create.class, handlers::echo)
            .build();
    Worker worker = federation.worker(jobs).build();
    worker.start();
    return new EchoBot(account, federation, worker);
  }

  /** What the bot answers; an exception here would have the activity handled again later. */
  private record EchoHandlers(BotAccount account, DirectTransaction tx) {
    void accept(InboxContext context, Follow follow) {
      send(context, Accept.of(account.nextId(), account.id(), follow));
    }

    void echo(InboxContext context, Create create) {
      create
          .object()
          .flatMap(Ref::embedded)
          .filter(note -> note.to().contains(account.id()))
          .ifPresent(note -> send(context, answer(context.signer(), note)));
    }

    private Create answer(Iri sender, ApObject said) {
      Note note =
          Note.newBuilder()
              .id(account.nextId())
              .attributedTo(account.id())
              .inReplyTo(said.id().orElseThrow())
              .content(said.content().value())
              .to(List.of(sender))
              .build();
      return Create.of(account.nextId(), account.id(), note);
    }

    private void send(InboxContext context, Activity activity) {
      var sender = context.remote().actor(context.signer(), context.budget()).found();
      new Outbox().send(tx, account.id(), activity, Audience.actors(sender.stream().toList()));
    }
  }
}
