package dev.hato.server.statuses;

import dev.hato.activitypub.remote.Origins;
import dev.hato.activitypub.vocab.Emoji;
import dev.hato.activitypub.vocab.Hashtag;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.LangText;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Question;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.server.html.RemoteHtml;
import dev.hato.server.html.TextToHtml;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.tags.TagName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads posts of other servers within fixed limits. Pure and thread-safe. */
final class RemotePostReader {
  /** The longest address that is kept. */
  static final int MAX_URI = 2_048;

  private static final int MAX_SPOILER = 500;
  private static final int MAX_MENTIONS = 100;
  private static final int MAX_TAGS = 60;
  private static final int MAX_EMOJIS = 100;

  private RemotePostReader() {}

  /**
   * Empty for what is no post for people: without a usable id, or a vote in a poll.
   *
   * @param post believed to be the author's
   */
  static Optional<RemotePost> read(Post post, Account author, Instant now) {
    Optional<Iri> id = post.id().filter(Iri::isHttp).filter(uri -> fits(uri.value()));
    if (id.isEmpty() || isVote(post)) {
      return Optional.empty();
    }
    Visibility visibility = Addressing.visibility(post, author);
    List<Iri> named =
        post.mentions().stream()
            .flatMap(mention -> mention.href().stream())
            .distinct()
            .limit(MAX_MENTIONS)
            .toList();
    return Optional.of(
        new RemotePost(
            id.get().value(),
            Origins.page(post).map(Iri::value).filter(RemotePostReader::fits).orElse(""),
            visibility,
            published(post, now),
            post.updated().map(time -> time.isAfter(now) ? now : time),
            body(post),
            parent(post),
            named,
            addressed(post, named),
            tags(post),
            RemoteMedia.read(post, author, now)));
  }

  private static boolean isVote(Post post) {
    return post instanceof Note
        && post.content().isEmpty()
        && !post.name().isEmpty()
        && post.inReplyTo().isPresent();
  }

  private static Instant published(Post post, Instant now) {
    return post.published()
        .filter(time -> time.isAfter(Instant.EPOCH) && !time.isAfter(now))
        .orElse(now);
  }

  private static RemotePost.Body body(Post post) {
    boolean note = post instanceof Note || post instanceof Question;
    String spoiler = note ? RemoteHtml.toText(post.summary().value()) : "";
    return new RemotePost.Body(
        content(post, note),
        cut(spoiler, MAX_SPOILER),
        post.sensitive() || !spoiler.isEmpty(),
        language(post.content()),
        emojis(post));
  }

  /** Other kinds than notes are shown by their title and where to read them. */
  private static String content(Post post, boolean note) {
    String html = post.content().value();
    if (post instanceof Question question) {
      return RemoteHtml.clean(html) + options(question);
    }
    if (note) {
      return RemoteHtml.clean(html);
    }
    String title = TextToHtml.escape(RemoteHtml.toText(post.name().value()));
    String link =
        Origins.page(post)
            .map(
                url ->
                    "<p><a href=\""
                        + TextToHtml.escape(url.value())
                        + "\">"
                        + TextToHtml.escape(url.value())
                        + "</a></p>")
            .orElse("");
    String summary = post.summary().value();
    return RemoteHtml.clean(
        (title.isEmpty() ? "" : "<p><strong>" + title + "</strong></p>") + summary + link);
  }

  private static String options(Question question) {
    StringBuilder list = new StringBuilder("<ul>");
    question.options().stream()
        .limit(20)
        .forEach(
            option -> list.append("<li>").append(TextToHtml.escape(option.name())).append("</li>"));
    return list.append("</ul>").toString();
  }

  private static String language(LangText content) {
    String tag =
        content
            .language()
            .map(language -> Locale.forLanguageTag(language).toLanguageTag())
            .orElse("und");
    return "und".equals(tag) || tag.length() > 35 ? "" : tag;
  }

  private static String parent(Post post) {
    return post.inReplyTo()
        .flatMap(Ref::id)
        .filter(Iri::isHttp)
        .map(Iri::value)
        .filter(RemotePostReader::fits)
        .orElse("");
  }

  private static List<Iri> addressed(Post post, List<Iri> named) {
    Set<Iri> all = new LinkedHashSet<>();
    Stream.concat(post.to().stream(), post.cc().stream()).limit(MAX_MENTIONS).forEach(all::add);
    named.forEach(all::remove);
    all.remove(Iri.PUBLIC);
    return List.copyOf(all);
  }

  private static List<TagName> tags(Post post) {
    return post.hashtags().stream()
        .limit(MAX_TAGS)
        .map(Hashtag::word)
        .flatMap(word -> TagName.parse(word).stream())
        .distinct()
        .toList();
  }

  private static List<EmojiRef> emojis(Post post) {
    return post.emojis().stream()
        .limit(MAX_EMOJIS)
        .filter(emoji -> emoji.shortcode().matches("[A-Za-z0-9_]{1,64}"))
        .flatMap(RemotePostReader::emoji)
        .toList();
  }

  private static Stream<EmojiRef> emoji(Emoji emoji) {
    return emoji.image().map(Iri::value).filter(RemotePostReader::fits).stream()
        .map(url -> new EmojiRef(emoji.shortcode(), url, url));
  }

  static boolean fits(String uri) {
    return uri.length() <= MAX_URI;
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
