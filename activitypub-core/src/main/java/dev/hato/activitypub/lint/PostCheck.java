package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Emoji;
import dev.hato.activitypub.vocab.Hashtag;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Link;
import dev.hato.activitypub.vocab.Media;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Question;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Posts: whose they are, for whom, and what is in them. */
final class PostCheck {
  private final Findings findings;

  PostCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Post post, Place place) {
    if (post.attributedTo().isEmpty()) {
      findings.add(LintRule.AUTHOR_MISSING, place.at("attributedTo"), "it is missing");
    }
    if (post.to().isEmpty() && post.cc().isEmpty()) {
      findings.add(LintRule.AUDIENCE_MISSING, place, "there is neither to nor cc");
    }
    if (post.value("published").isEmpty()) {
      findings.add(LintRule.PUBLISHED_MISSING, place.at("published"), "it is missing");
    }
    post.text("mediaType")
        .filter(type -> !(post instanceof Media) && !type.startsWith("text/html"))
        .ifPresent(type -> findings.add(LintRule.CONTENT_NOT_HTML, place.at("mediaType"), type));
    TextCheck texts = new TextCheck(findings);
    texts.check(post, "content", place);
    texts.check(post, "summary", place);
    tags(post, place.at("tag"));
    attachments(post, place.at("attachment"));
    if (post instanceof Question question) {
      options(question, place);
    }
  }

  private void tags(Post post, Place place) {
    List<Iri> addressed = new ArrayList<>(post.to());
    addressed.addAll(post.cc());
    post.mentions().forEach(mention -> mention(mention, addressed, place));
    for (Hashtag hashtag : post.hashtags()) {
      target(hashtag, place);
      String name = hashtag.name().value();
      if (!name.startsWith("#")) {
        findings.add(LintRule.HASHTAG_WITHOUT_SIGN, place, "the name is " + name);
      }
    }
    for (Emoji emoji : post.emojis()) {
      String name = emoji.name().value();
      boolean inColons = name.length() > 2 && name.startsWith(":") && name.endsWith(":");
      if (!inColons || emoji.image().isEmpty()) {
        findings.add(
            LintRule.EMOJI_INCOMPLETE,
            place,
            inColons ? name + " has no icon" : "the name is " + name);
      }
    }
  }

  private void mention(Mention mention, List<Iri> addressed, Place place) {
    target(mention, place);
    mention
        .iri("href")
        .filter(actor -> !addressed.contains(actor))
        .ifPresent(
            actor ->
                findings.add(
                    LintRule.MENTION_NOT_ADDRESSED, place, actor + " is in neither to nor cc"));
  }

  private void target(Link link, Place place) {
    if (link.iri("href").isEmpty()) {
      findings.add(LintRule.TAG_WITHOUT_HREF, place, link.types() + " " + link.name());
    }
  }

  private void attachments(Post post, Place place) {
    if (post.value("attachment").filter(ObjectNode.class::isInstance).isPresent()) {
      findings.add(LintRule.ATTACHMENT_NOT_LISTED, place, "it is one object");
    }
    for (Media media : post.media()) {
      if (media.file().isEmpty()) {
        findings.add(LintRule.ATTACHMENT_WITHOUT_FILE, place, "there is no url");
      }
      if (media.mediaType().isEmpty()) {
        findings.add(LintRule.ATTACHMENT_WITHOUT_MEDIA_TYPE, place, file(media));
      }
      if (media.description().isEmpty()) {
        findings.add(LintRule.ATTACHMENT_WITHOUT_DESCRIPTION, place, file(media));
      }
    }
  }

  private static String file(Media media) {
    return media.file().map(Iri::value).orElse("one without a file");
  }

  private void options(Question question, Place place) {
    boolean named = question.options().stream().noneMatch(option -> option.name().isBlank());
    if (question.options().isEmpty() || !named) {
      findings.add(
          LintRule.POLL_WITHOUT_OPTIONS,
          place,
          named ? "there are no options" : "an option has no name");
    }
  }
}
