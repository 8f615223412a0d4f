package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anything that is shown as a post: {@link Note}, {@link Question}, {@link Article}, {@link Page},
 * {@link Event} and media. Holds what servers add to Activity Streams objects.
 */
public abstract class Post extends ApObject {
  private static final List<String> QUOTES =
      List.of("quote", "_misskey_quote", "quoteUrl", "quoteUri");

  /** Views a document. */
  protected Post(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Whether the author marks it as sensitive. */
  public final boolean sensitive() {
    return flag("sensitive").orElse(false);
  }

  /** The text as its author wrote it. */
  public final Optional<Source> source() {
    return value("source").flatMap(Source::of);
  }

  /** The users that are named in it. */
  public final List<Mention> mentions() {
    return objects("tag", Mention.class);
  }

  /** Its hashtags. */
  public final List<Hashtag> hashtags() {
    return objects("tag", Hashtag.class);
  }

  /** The custom emojis that it uses. */
  public final List<Emoji> emojis() {
    return objects("tag", Emoji.class);
  }

  /** Its media, in order; links and others are left out. */
  public final List<Media> media() {
    return objects("attachment", Media.class);
  }

  /** Its answers. */
  public final Optional<Ref<Collection>> replies() {
    return ref("replies", Collection.class);
  }

  /** Who liked it: often only a count. */
  public final Optional<Ref<Collection>> likes() {
    return ref("likes", Collection.class);
  }

  /** Who shared it: often only a count. */
  public final Optional<Ref<Collection>> shares() {
    return ref("shares", Collection.class);
  }

  /** The thread's name in the style of OStatus: any text. */
  public final Optional<String> conversation() {
    return text("conversation");
  }

  /** The thread's collection or name (FEP-7888). */
  public final Optional<Iri> context() {
    return iri("context");
  }

  /** When it begins. */
  public final Optional<Instant> startTime() {
    return instant("startTime");
  }

  /** When it ends. */
  public final Optional<Instant> endTime() {
    return instant("endTime");
  }

  /**
   * The post that it quotes: {@code quote} (FEP-044f), else {@code _misskey_quote}, {@code
   * quoteUrl}, {@code quoteUri}, in the order that Mastodon reads them.
   */
  public final Optional<Iri> quoted() {
    return QUOTES.stream().flatMap(property -> iri(property).stream()).findFirst();
  }

  /** The quoted author's leave (FEP-044f). */
  public final Optional<Iri> quoteAuthorization() {
    return iri("quoteAuthorization");
  }

  /** What others may do to it; nothing is said without. */
  public final Optional<InteractionPolicy> interactionPolicy() {
    return InteractionPolicy.of(this);
  }

  @Override
  public abstract ObjectBuilder<? extends Post, ?> toBuilder();
}
