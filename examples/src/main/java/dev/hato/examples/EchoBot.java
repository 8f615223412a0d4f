package dev.hato.examples;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import java.util.List;

/** A bot that accepts every follow and says back what it is told. */
final class EchoBot {
  private EchoBot() {}

  /** The argument is the address at which a proxy speaks https for port 8080 of this machine. */
  public static void main(String[] args) throws Exception {
    JdkServer.start(8080, start(Site.of(args[0])).federation, true);
  }

  static Node start(Site site) {
    return new Node(
        site,
        Actor.newBuilder("Service").preferredUsername("echo").name("Echo"),
        (bot, federation) ->
            federation
                .on(Follow.class, bot::acceptFollow)
                .on(Undo.class, bot::forgetFollow)
                .on(Create.class, (context, create) -> listen(bot, context, create)));
  }

  private static void listen(Node bot, InboxContext context, Create create) {
    create
        .object()
        .flatMap(Ref::embedded)
        .filter(said -> said.to().contains(bot.id()))
        .ifPresent(said -> answer(bot, context, said));
  }

  private static void answer(Node bot, InboxContext context, ApObject said) {
    Iri sender = context.signer();
    Note note =
        Note.newBuilder()
            .id(bot.nextId())
            .attributedTo(bot.id())
            .inReplyTo(said.id().orElseThrow())
            .content(said.content().value())
            .to(List.of(sender))
            .build();
    Actor to = context.remote().actor(sender, context.budget()).found().orElseThrow();
    bot.send(Create.of(bot.nextId(), bot.id(), note), Audience.actors(List.of(to)));
  }
}
