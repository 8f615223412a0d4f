package dev.hato.server.accounts;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ActorBuilder;
import dev.hato.activitypub.vocab.Image;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.PropertyValue;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorKey;
import dev.hato.storage.accounts.ActorType;
import dev.hato.storage.accounts.Picture;
import java.util.List;
import java.util.Optional;

/** The actor document of a local account: what other servers know of it. Pure, thread-safe. */
public final class ActorDocuments {
  private final SiteUrls urls;

  public ActorDocuments(SiteUrls urls) {
    this.urls = urls;
  }

  /** The document with the account's public keys. */
  public Actor of(Account account, List<ActorKey> keys) {
    String name = account.username();
    Iri id = Iri.parse(account.uri());
    ActorBuilder builder =
        Actor.newBuilder(type(account.actorType()))
            .id(id)
            .preferredUsername(name)
            .name(account.displayName())
            .summary(account.note())
            .url(Iri.parse(account.url()))
            .inbox(Iri.parse(account.inboxUrl()))
            .outbox(Iri.parse(account.outboxUrl()))
            .followers(Iri.parse(account.followersUrl()))
            .following(Iri.parse(account.followingUrl()))
            .featured(Iri.parse(account.featuredUrl()))
            .sharedInbox(Iri.parse(urls.sharedInbox()))
            .webfinger(name + "@" + urls.domain())
            .manuallyApprovesFollowers(account.locked())
            .discoverable(account.discoverable())
            .indexable(account.indexable())
            .published(account.createdAt())
            .fields(
                account.fields().stream()
                    .map(f -> PropertyValue.of(f.name(), BioHtml.render(f.value(), urls)))
                    .toList());
    keys.stream().findFirst().ifPresent(key -> builder.publicKey(publicKey(id, key)));
    List<Multikey> proofKeys =
        keys.stream().filter(ActorKey::isProofKey).map(key -> multikey(id, key)).toList();
    if (!proofKeys.isEmpty()) {
      builder.assertionMethods(proofKeys);
    }
    picture(account.avatar()).ifPresent(builder::icon);
    picture(account.header()).ifPresent(builder::image);
    return builder.build();
  }

  private static PublicKey publicKey(Iri owner, ActorKey key) {
    return PublicKey.of(Iri.parse(key.keyId()), owner, key.publicPem());
  }

  private static Multikey multikey(Iri owner, ActorKey key) {
    return Multikey.of(Iri.parse(key.keyId()), owner, Keys.readPublicPem(key.publicPem()));
  }

  private Optional<Image> picture(Picture picture) {
    if (picture.file().isEmpty()) {
      return Optional.empty();
    }
    String type = picture.file().endsWith(".png") ? "image/png" : "image/jpeg";
    return Optional.of(Image.newBuilder().file(Iri.parse(urls.file(picture.file())), type).build());
  }

  private static String type(ActorType type) {
    return switch (type) {
      case PERSON -> "Person";
      case SERVICE -> "Service";
      case APPLICATION -> "Application";
      case GROUP -> "Group";
      case ORGANIZATION -> "Organization";
    };
  }
}
