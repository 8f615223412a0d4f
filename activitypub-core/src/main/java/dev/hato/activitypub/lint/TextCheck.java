package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.LangText;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Texts in HTML: their language, and what of them Mastodon keeps. Headings become bold paragraphs
 * there and {@code rel} and {@code target} are written anew, so that none of them is a loss.
 */
final class TextCheck {
  private static final Set<String> KEPT =
      Set.of(
          "p",
          "br",
          "span",
          "a",
          "del",
          "s",
          "pre",
          "blockquote",
          "code",
          "b",
          "strong",
          "u",
          "i",
          "em",
          "ul",
          "ol",
          "li",
          "ruby",
          "rt",
          "rp",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6");
  private static final Map<String, Set<String>> KEPT_ATTRIBUTES =
      Map.of(
          "a", Set.of("href", "class", "translate", "rel", "target"),
          "span", Set.of("class", "translate"),
          "p", Set.of("class"),
          "ol", Set.of("start", "reversed"),
          "li", Set.of("value"));
  private static final Pattern KEPT_CLASS =
      Pattern.compile("(h|p|u|dt|e)-.*|mention|hashtag|ellipsis|invisible|quote-inline");
  private static final Pattern KEPT_SCHEME =
      Pattern.compile(
          "(https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini):.*", Pattern.DOTALL);

  private final Findings findings;

  TextCheck(Findings findings) {
    this.findings = findings;
  }

  /** Judges one text of an object. */
  void check(ApObject object, String property, Place place) {
    LangText text = object.langText(property);
    if (text.isEmpty()) {
      return;
    }
    if (text.language().isEmpty()) {
      findings.add(
          LintRule.LANGUAGE_MISSING, place.at(property), "the text is of no stated language");
    }
    Set<String> lost = lost(text.value());
    if (!lost.isEmpty()) {
      findings.add(LintRule.HTML_STRIPPED, place.at(property), String.join(", ", lost));
    }
  }

  private static Set<String> lost(String html) {
    Set<String> lost = new LinkedHashSet<>();
    for (Element element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
      String name = element.normalName();
      if (name.equals("body")) {
        continue;
      }
      if (!KEPT.contains(name)) {
        lost.add("<" + name + ">");
        continue;
      }
      for (Attribute attribute : element.attributes()) {
        if (!isKept(name, attribute)) {
          lost.add("<" + name + " " + attribute.getKey() + "=\"" + attribute.getValue() + "\">");
        }
      }
    }
    return lost;
  }

  private static boolean isKept(String element, Attribute attribute) {
    String name = attribute.getKey();
    if (name.equals("lang")) {
      return true;
    }
    return KEPT_ATTRIBUTES.getOrDefault(element, Set.of()).contains(name)
        && switch (name) {
          case "class" -> classesAreKept(attribute.getValue());
          case "href" -> KEPT_SCHEME.matcher(attribute.getValue()).matches();
          default -> true;
        };
  }

  private static boolean classesAreKept(String classes) {
    for (String one : classes.strip().split("\\s+")) {
      if (!one.isEmpty() && !KEPT_CLASS.matcher(one).matches()) {
        return false;
      }
    }
    return true;
  }
}
