package dev.hato.examples;

import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Document;
import dev.hato.activitypub.vocab.Emoji;
import dev.hato.activitypub.vocab.FocalPoint;
import dev.hato.activitypub.vocab.Hashtag;
import dev.hato.activitypub.vocab.Image;
import dev.hato.activitypub.vocab.InteractionPolicy;
import dev.hato.activitypub.vocab.InteractionRule;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.LangText;
import dev.hato.activitypub.vocab.Link;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.PostBuilder;
import dev.hato.activitypub.vocab.Question;
import dev.hato.activitypub.vocab.QuoteRequest;
import dev.hato.activitypub.vocab.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The posts of the cookbook, one method for each recipe. */
final class Recipes {
  static final Iri PIGEON = Iri.parse("https://loft.example/users/pigeon");
  static final Iri FOLLOWERS = Iri.parse(PIGEON + "/followers");
  static final Iri CAROL = Iri.parse("https://other.example/users/carol");
  static final Instant NOW = Instant.parse("2026-11-28T12:00:00.000Z");

  private Recipes() {}

  static Note post() {
    String html = "<p>Good morning from the loft.</p>";
    return Note.newBuilder()
        .id(Iri.parse(PIGEON + "/notes/1"))
        .attributedTo(PIGEON)
        .url(Iri.parse("https://loft.example/@pigeon/1"))
        .published(NOW)
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(FOLLOWERS))
        .content(LangText.of(html, "en"))
        .source(new Source("Good morning from the loft.", "text/plain"))
        .sensitive(false)
        .build();
  }

  static Create publish() {
    return Create.of(Iri.parse(PIGEON + "/notes/1/activity"), PIGEON, post());
  }

  static Note mention() {
    return draft("<p>" + mentionOf(CAROL, "carol") + " are you awake?</p>")
        .cc(List.of(FOLLOWERS, CAROL))
        .tags(List.of(Mention.of(CAROL, "@carol@other.example")))
        .build();
  }

  /** The mark-up by which Mastodon and Misskey know a mention from a link. */
  static String mentionOf(Iri actor, String user) {
    return "<span class=\"h-card\" translate=\"no\"><a href=\""
        + actor
        + "\" class=\"u-url mention\">@<span>"
        + user
        + "</span></a></span>";
  }

  static Note direct() {
    return draft("<p>" + mentionOf(CAROL, "carol") + " only you can read this.</p>")
        .to(List.of(CAROL))
        .cc(List.of())
        .tags(List.of(Mention.of(CAROL, "@carol@other.example")))
        .build();
  }

  static Note hashtag() {
    Iri page = Iri.parse("https://loft.example/tags/pigeons");
    return draft(
            "<p>Up early <a href=\""
                + page
                + "\" class=\"mention hashtag\" rel=\"tag\">"
                + "#<span>pigeons</span></a></p>")
        .tags(List.of(Hashtag.of(page, "pigeons")))
        .build();
  }

  static Note emoji() {
    Image picture =
        Image.newBuilder()
            .file(Iri.parse("https://loft.example/emoji/coo.png"), "image/png")
            .build();
    return draft("<p>:coo:</p>")
        .tags(List.of(Emoji.of(Iri.parse("https://loft.example/emoji/coo"), "coo", NOW, picture)))
        .build();
  }

  static Note media() {
    Document picture =
        Document.newBuilder()
            .file(Iri.parse("https://loft.example/media/1.jpg"), "image/jpeg")
            .description("A grey pigeon on a window sill, looking left")
            .focalPoint(new FocalPoint(-0.4, 0.2))
            .blurhash("UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH")
            .size(1600, 1200)
            .build();
    return draft("<p>Our newest.</p>").attachments(List.of(picture)).build();
  }

  static Note contentWarning() {
    Document picture =
        Document.newBuilder()
            .file(Iri.parse("https://loft.example/media/2.jpg"), "image/jpeg")
            .description("A bowl of peas")
            .set("sensitive", true) // Misskey marks single files
            .build();
    return draft("<p>Peas, lots of them.</p>")
        .summary("Food")
        .sensitive(true)
        .attachments(List.of(picture))
        .build();
  }

  static Question poll() {
    return Question.newBuilder()
        .id(Iri.parse(PIGEON + "/notes/1"))
        .attributedTo(PIGEON)
        .published(NOW)
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(FOLLOWERS))
        .content("<p>Where to?</p>")
        .options(List.of(new Question.Option("North", 3), new Question.Option("South", 0)), false)
        .votersCount(3)
        .endTime(NOW.plus(Duration.ofDays(1)))
        .build();
  }

  static Note vote() {
    return Note.newBuilder()
        .id(Iri.parse(CAROL + "/votes/1"))
        .attributedTo(CAROL)
        .to(List.of(PIGEON))
        .inReplyTo(poll().id().orElseThrow())
        .name("North")
        .build();
  }

  static Note quote() {
    Iri quoted = Iri.parse(CAROL + "/notes/7");
    Link link = Link.toObject(quoted, "RE: " + quoted);
    return draft(
            "<p>So true.</p><p class=\"quote-inline\">RE: <a href=\""
                + quoted
                + "\">"
                + quoted
                + "</a></p>")
        .quoted(quoted)
        .set("quoteAuthorization", Iri.parse(CAROL + "/stamps/1"))
        .tags(List.of(link.with("rel", "https://misskey-hub.net/ns#_misskey_quote")))
        .build();
  }

  static QuoteRequest quoteRequest() {
    Note withoutStamp = (Note) quote().without("quoteAuthorization");
    return QuoteRequest.of(
        Iri.parse(PIGEON + "/notes/1/quote-request"),
        PIGEON,
        Iri.parse(CAROL + "/notes/7"),
        withoutStamp);
  }

  static Note reply() {
    return draft("<p>" + mentionOf(CAROL, "carol") + " yes, since five.</p>")
        .inReplyTo(Iri.parse(CAROL + "/notes/7"))
        .context(Iri.parse("https://other.example/contexts/7"))
        .conversation("tag:other.example,2026-11-28:objectId=7:objectType=Conversation")
        .cc(List.of(FOLLOWERS, CAROL))
        .tags(List.of(Mention.of(CAROL, "@carol@other.example")))
        .build();
  }

  static Note japanese() {
    return draft(LangText.of("<p>おはよう、" + mentionOf(CAROL, "carol") + "さん。鳩です。</p>", "ja"))
        .source(new Source("おはよう、@carol@other.example さん。鳩です。", "text/plain"))
        .cc(List.of(FOLLOWERS, CAROL))
        .tags(List.of(Mention.of(CAROL, "@carol@other.example")))
        .build();
  }

  static Note whoMayAnswer() {
    InteractionRule followers = InteractionRule.automatically(FOLLOWERS);
    return draft("<p>Only my followers may answer.</p>")
        .interactionPolicy(
            InteractionPolicy.none()
                .canReply(followers)
                .canLike(InteractionRule.everybody())
                .canQuote(followers))
        .build();
  }

  private static PostBuilder<Note> draft(String html) {
    return draft(LangText.of(html));
  }

  private static PostBuilder<Note> draft(LangText html) {
    return Note.newBuilder()
        .id(Iri.parse(PIGEON + "/notes/1"))
        .attributedTo(PIGEON)
        .published(NOW)
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(FOLLOWERS))
        .content(html);
  }
}
