package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Hashtag;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.LangText;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.PostBuilder;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Source;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.media.AttachmentView;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.MentionedAccount;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.tags.Tag;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Local posts and what is done with posts as ActivityPub documents. Pure and thread-safe. */
public final class StatusDocuments {
  private final SiteUrls urls;
  private final AttachmentDocuments attachments;

  public StatusDocuments(SiteUrls urls) {
    this.urls = urls;
    this.attachments = new AttachmentDocuments(new AttachmentView(urls));
  }

  /**
   * The Note of a local post.
   *
   * @param parentUri the id of what it answers; empty when it answers nothing
   */
  public Note note(LoadedStatus loaded, String parentUri) {
    Status status = loaded.status();
    Addressing addressing = addressing(loaded);
    PostBuilder<Note> note =
        Note.newBuilder()
            .id(Iri.parse(status.uri()))
            .attributedTo(Iri.parse(loaded.author().uri()))
            .url(Iri.parse(status.url()))
            .published(status.createdAt())
            .to(addressing.to())
            .cc(addressing.cc())
            .sensitive(status.sensitive())
            .content(content(status))
            .source(new Source(status.text(), "text/plain"))
            .attachments(loaded.media().stream().map(attachments::of).toList())
            .tags(tags(loaded))
            .conversation(conversation(status))
            .replies(Ref.to(Iri.parse(status.uri() + "/replies")));
    if (!status.spoilerText().isEmpty()) {
      note.summary(status.spoilerText());
    }
    if (!parentUri.isEmpty()) {
      note.inReplyTo(Iri.parse(parentUri));
    }
    status.editedAt().ifPresent(note::updated);
    return note.build();
  }

  /** The activity that published a local post. */
  public Create create(LoadedStatus loaded, String parentUri) {
    Status status = loaded.status();
    String id = urls.statusActivity(loaded.author().username(), status.id());
    return Create.of(Iri.parse(id), Iri.parse(loaded.author().uri()), note(loaded, parentUri));
  }

  /** The activity that tells of an edit. */
  public Update update(LoadedStatus loaded, String parentUri) {
    Status status = loaded.status();
    Instant at = status.editedAt().orElse(status.createdAt());
    Addressing addressing = addressing(loaded);
    return Update.newBuilder()
        .id(Iri.parse(status.uri() + "#updates/" + at.toEpochMilli()))
        .actor(Iri.parse(loaded.author().uri()))
        .published(at)
        .to(addressing.to())
        .cc(addressing.cc())
        .object(note(loaded, parentUri))
        .build();
  }

  /** The activity of a local boost, which is its own document. */
  public Announce announce(LoadedStatus boost) {
    LoadedStatus original =
        boost.reblog().orElseThrow(() -> new IllegalArgumentException("not a boost"));
    Iri author = Iri.parse(original.author().uri());
    Addressing addressing =
        Addressing.of(boost.status().visibility(), boost.author(), List.of(author));
    return Announce.newBuilder()
        .id(Iri.parse(boost.status().uri()))
        .actor(Iri.parse(boost.author().uri()))
        .published(boost.status().createdAt())
        .to(addressing.to())
        .cc(addressing.cc())
        .object(Iri.parse(original.status().uri()))
        .build();
  }

  /** The activity that published a local post or boost. */
  public Activity activity(LoadedStatus loaded, String parentUri) {
    return loaded.reblog().isPresent() ? announce(loaded) : create(loaded, parentUri);
  }

  /** The activity that deletes a post; carries no content. */
  Delete delete(StatusDeleted event, Account author) {
    Addressing addressing = Addressing.of(event.visibility(), author, List.of());
    return Delete.newBuilder()
        .id(Iri.parse(event.uri() + "#delete"))
        .actor(Iri.parse(author.uri()))
        .to(addressing.to())
        .cc(addressing.cc())
        .object(Tombstone.of(Iri.parse(event.uri())))
        .build();
  }

  /** The activity that takes a boost back. */
  Undo undoAnnounce(StatusUnboosted event, Account booster, Iri original) {
    Addressing addressing = Addressing.of(event.visibility(), booster, List.of());
    Iri actor = Iri.parse(booster.uri());
    Announce announce = Announce.of(Iri.parse(event.uri()), actor, original);
    return Undo.newBuilder()
        .id(Iri.parse(event.uri() + "#undo"))
        .actor(actor)
        .to(addressing.to())
        .cc(addressing.cc())
        .object(announce)
        .build();
  }

  /** The activity of a favourite. */
  Like like(String uri, Account account, Iri object) {
    return Like.of(Iri.parse(uri), Iri.parse(account.uri()), object);
  }

  /** The activity that takes a favourite back. */
  Undo undoLike(String uri, Account account, Iri object) {
    ApObject like = like(uri, account, object);
    return Undo.of(Iri.parse(uri + "/undo"), Iri.parse(account.uri()), like);
  }

  private static Addressing addressing(LoadedStatus loaded) {
    List<Iri> mentioned =
        loaded.mentions().stream().map(MentionedAccount::uri).map(Iri::parse).toList();
    return Addressing.of(loaded.status().visibility(), loaded.author(), mentioned);
  }

  private static LangText content(Status status) {
    return status.language().isEmpty()
        ? LangText.of(status.content())
        : LangText.of(status.content(), status.language());
  }

  private List<ApObject> tags(LoadedStatus loaded) {
    List<ApObject> tags = new ArrayList<>();
    for (MentionedAccount mentioned : loaded.mentions()) {
      String domain = mentioned.domain().isEmpty() ? urls.domain() : mentioned.domain();
      String name = "@" + mentioned.username() + "@" + domain;
      tags.add(Mention.of(Iri.parse(mentioned.uri()), name));
    }
    for (Tag tag : loaded.tags()) {
      tags.add(Hashtag.of(Iri.parse(urls.tag(tag.name())), tag.name()));
    }
    return tags;
  }

  /** In the style of OStatus, which other servers group threads by (RFC 4151). */
  private String conversation(Status status) {
    // The upper bits of an id are its milliseconds.
    Instant began = Instant.ofEpochMilli(status.conversationId() >> 16);
    return "tag:%s,%s:objectId=%d:objectType=Conversation"
        .formatted(
            urls.domain(), began.atZone(ZoneOffset.UTC).toLocalDate(), status.conversationId());
  }
}
