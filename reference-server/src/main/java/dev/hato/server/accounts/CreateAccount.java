package dev.hato.server.accounts;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Keys;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorKey;
import dev.hato.storage.accounts.ActorUrls;
import dev.hato.storage.accounts.NewUser;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.accounts.Role;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** Makes a local account with its login and its keys, or says what stands in the way. */
public final class CreateAccount {
  private final Transactions transactions;
  private final SiteUrls urls;
  private final SecureRandom random;
  private final KeyAlgorithm signingKey;

  /** Makes accounts that sign requests with RSA, which all other servers verify. */
  public CreateAccount(Transactions transactions, SiteUrls urls, SecureRandom random) {
    this(transactions, urls, random, KeyAlgorithm.RSA);
  }

  public CreateAccount(
      Transactions transactions, SiteUrls urls, SecureRandom random, KeyAlgorithm signingKey) {
    this.transactions = transactions;
    this.urls = urls;
    this.random = random;
    this.signingKey = signingKey;
  }

  private record Pairs(KeyPair signing, KeyPair proof) {}

  /**
   * What is wanted.
   *
   * @param passwordHash encoded, never the password
   * @param confirmed whether the e-mail address counts as proven and the account as approved
   * @param reason why the person would like to join; empty if nobody asked
   */
  public record Wanted(
      String username,
      String email,
      String passwordHash,
      Role role,
      Locale locale,
      boolean confirmed,
      String reason) {
    @Override
    public String toString() {
      return "Wanted[" + username + ", " + role + "]";
    }
  }

  /** What became of it. */
  public sealed interface Result {
    /** The account is there. */
    record Created(Account account) implements Result {}

    /** The name cannot be an account's name. */
    record InvalidUsername() implements Result {}

    /** The e-mail address cannot be used. */
    record InvalidEmail() implements Result {}

    /** The name belongs to somebody, or did once. */
    record UsernameTaken() implements Result {}

    /** The e-mail address belongs to somebody. */
    record EmailTaken() implements Result {}
  }

  /** Creates the account; the key pairs are made before the transaction begins. */
  public Result create(Wanted wanted) {
    boolean reserved = Usernames.isReserved(wanted.username()) && !wanted.confirmed();
    if (!Usernames.isValid(wanted.username()) || reserved) {
      return new Result.InvalidUsername();
    }
    if (!Emails.isValid(wanted.email())) {
      return new Result.InvalidEmail();
    }
    Pairs pairs =
        new Pairs(
            switch (signingKey) {
              case RSA -> Keys.generateRsa(random);
              case ED25519 -> Keys.generateEd25519(random);
              case P256 -> throw new IllegalStateException("accounts do not sign with P-256");
            },
            Keys.generateEd25519(random));
    return transactions.write(tx -> create(tx, wanted, pairs));
  }

  private Result create(Tx tx, Wanted wanted, Pairs pairs) {
    if (tx.users().findByEmail(wanted.email()).isPresent()) {
      return new Result.EmailTaken();
    }
    Optional<Account> added =
        tx.accounts()
            .addLocal(
                wanted.username(),
                addresses(wanted.username()),
                Profile.newBuilder().discoverable(true).build());
    if (added.isEmpty()) {
      return new Result.UsernameTaken();
    }
    Account account = added.get();
    addLogin(tx, wanted, account.id());
    addKey(tx, account, urls.key(account.username()), pairs.signing());
    addKey(tx, account, urls.proofKey(account.username()), pairs.proof());
    return new Result.Created(account);
  }

  private static void addKey(Tx tx, Account account, String keyId, KeyPair pair) {
    boolean unused =
        tx.keys()
            .add(
                new ActorKey(
                    keyId,
                    account.id(),
                    Keys.algorithmOf(pair.getPublic()).name().toLowerCase(Locale.ROOT),
                    Keys.toPem(pair.getPublic()),
                    Keys.toPem(pair.getPrivate())));
  }

  private static void addLogin(Tx tx, Wanted wanted, long accountId) {
    NewUser user =
        new NewUser(
            accountId,
            wanted.email(),
            wanted.passwordHash(),
            wanted.role(),
            wanted.locale().toLanguageTag());
    if (!tx.users().add(user)) {
      throw new IllegalStateException("the e-mail address was free and is not any more");
    }
    if (!wanted.reason().isEmpty()) {
      tx.users().setSignUpReason(accountId, wanted.reason());
    }
    if (wanted.confirmed()) {
      tx.users().confirm(accountId);
      tx.users().approve(accountId);
    }
  }

  private ActorUrls addresses(String username) {
    return ActorUrls.newBuilder(urls.actor(username))
        .url(urls.profile(username))
        .inbox(urls.inbox(username))
        .sharedInbox(urls.sharedInbox())
        .outbox(urls.outbox(username))
        .followers(urls.followers(username))
        .following(urls.following(username))
        .featured(urls.featured(username))
        .build();
  }
}
