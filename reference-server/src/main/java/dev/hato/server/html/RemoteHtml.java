package dev.hato.server.html;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * Cuts HTML that another server wrote down to what Mastodon clients are known to show: an
 * allow-list of elements, attributes, classes and link schemes; everything else loses its markup
 * and keeps its text, but for elements whose content is not text, which go altogether.
 *
 * <p>Never throws, whatever the input; the result is well formed. Input beyond {@value #MAX_CHARS}
 * characters is cut. Thread-safe.
 */
public final class RemoteHtml {
  /** How much of a remote text is kept, in characters. */
  public static final int MAX_CHARS = 100 * 1024;

  private static final int MAX_DEPTH = 64;
  private static final Set<String> ELEMENTS =
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
          "rp");
  private static final Set<String> DROPPED_WHOLE =
      Set.of(
          "script",
          "style",
          "template",
          "noscript",
          "iframe",
          "object",
          "embed",
          "applet",
          "svg",
          "math",
          "head",
          "title",
          "textarea",
          "select",
          "xmp",
          "plaintext",
          "noembed",
          "noframes");
  private static final Set<String> SCHEMES =
      Set.of(
          "http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "xmpp", "magnet",
          "gemini");
  private static final Set<String> CLASSES =
      Set.of("mention", "hashtag", "ellipsis", "invisible", "quote-inline");
  private static final List<String> CLASS_PREFIXES = List.of("h-", "p-", "u-", "dt-", "e-");

  private RemoteHtml() {}

  /** The safe form of {@code html}; empty for an empty or hopeless input. */
  public static String clean(String html) {
    String input = html.length() > MAX_CHARS ? html.substring(0, MAX_CHARS) : html;
    Document dirty = Jsoup.parseBodyFragment(input.replace("\0", ""));
    Document clean = Document.createShell("");
    clean.outputSettings().prettyPrint(false);
    copy(dirty.body(), clean.body(), 0);
    return clean.body().html();
  }

  /** The text of {@code html} with line breaks where paragraphs and breaks were. */
  public static String toText(String html) {
    String input = html.length() > MAX_CHARS ? html.substring(0, MAX_CHARS) : html;
    var text = new StringBuilder();
    NodeTraversor.traverse(new TextVisitor(text), Jsoup.parseBodyFragment(input).body());
    return text.toString().strip();
  }

  private static void copy(Element from, Element to, int depth) {
    for (Node child : from.childNodes()) {
      if (child instanceof TextNode text) {
        to.appendText(text.getWholeText());
      } else if (child instanceof Element element) {
        copyElement(element, to, depth);
      }
    }
  }

  private static void copyElement(Element element, Element to, int depth) {
    String name = element.normalName();
    if (DROPPED_WHOLE.contains(name)) {
      return;
    }
    if (depth >= MAX_DEPTH) {
      to.appendText(element.text());
    } else if (name.matches("h[1-6]")) {
      copy(element, to.appendElement("p").appendElement("strong"), depth + 2);
    } else if (ELEMENTS.contains(name)) {
      Element kept = to.appendElement(name);
      keepAttributes(element, kept);
      copy(element, kept, depth + 1);
    } else {
      copy(element, to, depth + 1);
    }
  }

  private static void keepAttributes(Element from, Element to) {
    String language = from.attr("lang");
    if (!language.isEmpty() && language.length() <= 35) {
      to.attr("lang", language);
    }
    switch (to.normalName()) {
      case "a" -> link(from, to);
      case "span" -> {
        keepClasses(from, to);
        keepTranslate(from, to);
      }
      case "p" -> keepClasses(from, to);
      case "ol" -> {
        keepNumber(from, to, "start");
        if (from.hasAttr("reversed")) {
          to.attr("reversed", true);
        }
      }
      case "li" -> keepNumber(from, to, "value");
      default -> {}
    }
  }

  private static void link(Element from, Element to) {
    String href = from.attr("href").strip();
    if (isAllowedLink(href)) {
      to.attr("href", href);
      to.attr("rel", "nofollow noopener");
      to.attr("target", "_blank");
    }
    keepClasses(from, to);
    keepTranslate(from, to);
  }

  /** Whether a link may be followed from a page of ours: absolute, with a scheme of the list. */
  static boolean isAllowedLink(String href) {
    int colon = href.indexOf(':');
    return colon > 0
        && SCHEMES.contains(href.substring(0, colon).toLowerCase(Locale.ROOT))
        && href.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
  }

  private static void keepClasses(Element from, Element to) {
    for (String name : from.classNames()) {
      if (CLASSES.contains(name) || CLASS_PREFIXES.stream().anyMatch(name::startsWith)) {
        to.addClass(name);
      }
    }
  }

  private static void keepTranslate(Element from, Element to) {
    if (from.attr("translate").equals("no")) {
      to.attr("translate", "no");
    }
  }

  private static void keepNumber(Element from, Element to, String attribute) {
    if (from.attr(attribute).matches("-?\\d{1,9}")) {
      to.attr(attribute, from.attr(attribute));
    }
  }

  private static final class TextVisitor implements NodeVisitor {
    private final StringBuilder text;

    TextVisitor(StringBuilder text) {
      this.text = text;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode content) {
        text.append(content.getWholeText());
      } else if (node.normalName().equals("br")) {
        text.append('\n');
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node.normalName().equals("p") || node.normalName().equals("li")) {
        text.append('\n');
      }
    }
  }
}
