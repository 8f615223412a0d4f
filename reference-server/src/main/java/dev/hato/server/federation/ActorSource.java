package dev.hato.server.federation;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorKey;
import java.util.List;

/** What a local account is as a document: answered by the feature that owns accounts. */
@FunctionalInterface
public interface ActorSource {
  /** The document of an account with its public keys. */
  Actor of(Account account, List<ActorKey> keys);
}
