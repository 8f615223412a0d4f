package dev.hato.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the pages from templates that were compiled with the program. Every value is escaped but
 * {@link SafeHtml}. Thread-safe.
 */
public final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.hato.server.web.templates");

  /** The first page: what this server is, and its newest public posts. */
  public String landing(Frame frame, String about, boolean signUpOpen, List<PostCard> posts) {
    return render(
        "landing.jte",
        Map.of("frame", frame, "about", about, "signUpOpen", signUpOpen, "posts", posts));
  }

  /** An account and its posts; {@code older} leads to the next page. */
  public String profile(
      Frame frame, ProfileCard profile, List<PostCard> posts, Optional<String> older) {
    return render(
        "profile.jte",
        Map.of("frame", frame, "profile", profile, "posts", posts, "older", older.orElse("")));
  }

  /** A post between what it answers and what answers it. */
  public String status(
      Frame frame, List<PostCard> ancestors, PostCard post, List<PostCard> descendants) {
    return render(
        "status.jte",
        Map.of("frame", frame, "ancestors", ancestors, "post", post, "descendants", descendants));
  }

  /** The posts with one hashtag. */
  public String tag(Frame frame, String tag, List<PostCard> posts) {
    return render("tag.jte", Map.of("frame", frame, "tag", tag, "posts", posts));
  }

  /**
   * Log in; {@code next} is where to go afterwards, a path of this server. Who has no account is
   * led to sign up where that is open.
   */
  public String login(Frame frame, Form form, String next, boolean signUpOpen) {
    return render(
        "login.jte", Map.of("frame", frame, "form", form, "next", next, "signUpOpen", signUpOpen));
  }

  /** Sign up, with the reason that approval asks for. */
  public String signUp(Frame frame, Form form, boolean approval) {
    return render("signup.jte", Map.of("frame", frame, "form", form, "approval", approval));
  }

  /** The owner's account, once, with the token of the set-up link. */
  public String setUp(Frame frame, Form form, String token) {
    return render("setup.jte", Map.of("frame", frame, "form", form, "token", token));
  }

  /** What the owner may do first. */
  public String welcome(Frame frame) {
    return render("welcome.jte", Map.of("frame", frame));
  }

  /** A new password in exchange for the old one; {@code changed} says that it was just done. */
  public String password(Frame frame, Form form, boolean changed) {
    return render("password.jte", Map.of("frame", frame, "form", form, "changed", changed));
  }

  /** Whether an application may act for the person who is logged in. */
  public String authorize(Frame frame, Consent consent) {
    return render("authorize.jte", Map.of("frame", frame, "consent", consent));
  }

  /** The out-of-band code, to be copied into the application. */
  public String code(Frame frame, String code) {
    return render("code.jte", Map.of("frame", frame, "code", code));
  }

  /** Accounts that wait for approval. */
  public String approvals(Frame frame, List<PendingAccount> pending) {
    return render("approvals.jte", Map.of("frame", frame, "pending", pending));
  }

  /** One sentence with a headline: what happened, or what happens next. */
  public String message(Frame frame, String headline, String sentence) {
    return message(frame, headline, sentence, true);
  }

  /** The same for an error, where nobody knows who is looking. */
  public String error(Frame frame, String headline, String sentence) {
    return message(frame, headline, sentence, false);
  }

  private String message(Frame frame, String headline, String sentence, boolean nav) {
    return render(
        "message.jte",
        Map.of("frame", frame, "headline", headline, "sentence", sentence, "nav", nav));
  }

  private String render(String template, Map<String, Object> values) {
    var out = new StringOutput(8 * 1024);
    engine.render(template, values, out);
    return out.toString();
  }
}
