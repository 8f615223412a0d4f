package dev.hato.examples;

import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.InboxPage;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A guest book in a database: an entry, and the telling of it, are one transaction. */
record GuestBook(Database database, Node node) implements Followers {
  /** Serves at the address in the first argument, and takes the second one as an entry. */
  public static void main(String[] args) throws Exception {
    Site site = Site.of(args[0]);
    Database database = Database.open(DatabaseConfig.h2File(Path.of("book")), site.clock());
    Node node = start(site, database);
    JdkServer.start(8080, node.federation, true);
    new GuestBook(database, node).sign(args[1]);
  }

  static Node start(Site site, Database database) {
    for (String table : List.of("entries (text varchar(500))", "friends (inbox varchar(500))")) {
      database.transactions().run(tx -> tx.sql().update("create table if not exists " + table));
    }
    var actor = Actor.newBuilder("Service").preferredUsername("guests");
    return new Node(site, actor, (node, builder) -> new GuestBook(database, node).keep(builder));
  }

  private void keep(FederationBuilder builder) {
    node.jobs = database.jobs();
    database.keepFor(builder).followers(this).on(Follow.class, this::accept);
  }

  void sign(String text) {
    Note note = Note.newBuilder().id(node.nextId()).attributedTo(node.id()).content(text).build();
    Create create = Create.of(node.nextId(), node.id(), note);
    database
        .transactions()
        .run(
            tx -> {
              tx.sql().update("insert into entries (text) values (?)", text);
              new Outbox().send(tx, node.id(), create, Audience.followersOf(node.id()));
            });
  }

  private void accept(InboxContext context, Follow follow) {
    Actor friend = context.remote().actor(context.signer(), context.budget()).found().orElseThrow();
    Iri inbox = friend.sharedInbox().or(friend::inbox).orElseThrow();
    Accept accept = Accept.of(node.nextId(), node.id(), follow);
    database
        .transactions()
        .run(
            tx -> {
              tx.sql().update("insert into friends (inbox) values (?)", inbox.value());
              new Outbox().send(tx, node.id(), accept, Audience.inboxes(List.of(inbox)));
            });
  }

  @Override
  public InboxPage inboxes(Iri actor, String after, int limit) {
    String query = "select distinct inbox from friends where inbox > ? order by inbox limit ?";
    List<Iri> page =
        database
            .transactions()
            .read(tx -> tx.sql().list(query, row -> Iri.parse(row.text("inbox")), after, limit));
    boolean full = page.size() == limit;
    return new InboxPage(page, full ? Optional.of(page.getLast().value()) : Optional.empty());
  }
}
