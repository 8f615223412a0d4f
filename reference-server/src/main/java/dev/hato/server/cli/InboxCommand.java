package dev.hato.server.cli;

import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.DeliverActivity;
import dev.hato.activitypub.outbox.DeliveryResult;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.HopListener;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An actor for a while, that shows what others send to it. */
@Command(
    name = "inbox",
    description = "be an actor for a while, and show what arrives and why it is taken or not",
    footer = {
      "",
      "The actor has keys of its own, in memory. Other servers must reach it: give",
      "--listen an address that they know, or --base the address of a tunnel that",
      "ends at --listen.",
      "For peers on this machine or network add",
      "--federation.allow-private-addresses=true --federation.allow-http=true"
    })
final class InboxCommand extends HatoCommand {
  @Mixin private ListenOptions listen = new ListenOptions();

  @Option(names = "--accept-follows", description = "answer each Follow with an Accept")
  private boolean acceptFollows;

  @Option(names = "--count", paramLabel = "N", description = "end after so many activities")
  private int count;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "end after this time; with --count it is a failure when fewer arrived")
  private long wait;

  InboxCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) throws Exception {
    if (count < 0 || wait < 0) {
      throw new UsageFailure("--count and --wait take numbers from 1 on.");
    }
    CountDownLatch awaited = new CountDownLatch(count > 0 ? count : Integer.MAX_VALUE);
    HatoConfig.Federation policy = config.policy().federation();
    try (SafeHttpClient http = FederationFeature.client(policy, Version.NAME, HopListener.NONE);
        EphemeralActor actor =
            EphemeralActor.start(
                listen, http, (federation, self) -> equip(federation, self, awaited))) {
      console().line("listening as @" + actor.handle());
      console().line("actor " + actor.id());
      console().line("inbox " + actor.id() + "/inbox");
      if (wait == 0) {
        awaited.await();
      } else if (!awaited.await(wait, TimeUnit.SECONDS) && count > 0) {
        throw new CommandFailure(
            "%d of %d activities arrived within %d s."
                .formatted(count - awaited.getCount(), count, wait));
      }
    }
  }

  private void equip(FederationBuilder federation, EphemeralActor self, CountDownLatch awaited) {
    federation.gates(new InboxReport(console().out(), awaited));
    if (acceptFollows) {
      federation.on(Follow.class, (context, follow) -> accept(self, context, follow));
      federation.listener(this::accepted);
    }
  }

  private void accept(EphemeralActor self, InboxContext context, Follow follow) {
    FetchResult<Actor> follower = context.remote().actor(context.signer(), context.budget());
    if (follower.found().isEmpty()) {
      console().line("  the follower " + context.signer() + " cannot be looked up: " + follower);
      return;
    }
    Iri inbox = follower.found().flatMap(Actor::inbox).orElseThrow();
    self.federation()
        .outbox()
        .send(
            self.transaction(),
            self.id(),
            Accept.of(self.nextId(), self.id(), follow),
            Audience.inboxes(List.of(inbox)));
  }

  private void accepted(DeliverActivity delivery, DeliveryResult result) {
    console().line("  Accept to %s: %s".formatted(delivery.inbox(), result));
  }
}
