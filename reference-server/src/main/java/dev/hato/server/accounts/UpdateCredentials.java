package dev.hato.server.accounts;

import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.files.FileNames;
import dev.hato.server.files.FileStore;
import dev.hato.server.html.TextLength;
import dev.hato.server.http.Params;
import dev.hato.server.http.Upload;
import dev.hato.server.images.ImageResult;
import dev.hato.server.images.Images;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.ActorType;
import dev.hato.storage.accounts.Picture;
import dev.hato.storage.accounts.PostingDefaults;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.accounts.ProfileField;
import dev.hato.storage.accounts.User;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what a person's profile says: texts, switches, pictures, defaults of new posts. Pictures
 * are prepared and stored before the transaction; everything else is one transaction, together with
 * the event that sends the new profile out.
 */
final class UpdateCredentials {
  static final int MAX_NAME = 40;
  static final int MAX_NOTE = 500;
  static final int MAX_FIELDS = 4;
  static final int MAX_FIELD = 255;
  private static final Set<String> PRIVACY = Set.of("public", "unlisted", "private", "direct");

  private final Transactions transactions;
  private final Events events;
  private final SiteUrls urls;
  private final FileStore files;
  private final FileNames names;

  UpdateCredentials(
      Transactions transactions, Events events, SiteUrls urls, FileStore files, FileNames names) {
    this.transactions = transactions;
    this.events = events;
    this.urls = urls;
    this.files = files;
    this.names = names;
  }

  /** Applies what was sent; a value that is not allowed changes nothing. */
  void update(long accountId, Params params) {
    check(params);
    Optional<Picture> avatar = picture(params, "avatar", 400, 400);
    Optional<Picture> header = picture(params, "header", 1500, 500);
    transactions.run(
        tx -> {
          boolean known =
              tx.accounts()
                  .updateProfile(accountId, profile -> changed(profile, params, avatar, header))
                  .isPresent();
          if (!known) {
            throw Problem.notFound();
          }
          defaults(tx, accountId, params.nested("source"));
          events.publish(tx, new AccountUpdated(accountId));
        });
  }

  private static void check(Params params) {
    limit(params.string("display_name"), MAX_NAME, "Display name");
    limit(params.string("note"), MAX_NOTE, "Bio");
    List<Params> fields = params.objects("fields_attributes");
    if (fields.size() > MAX_FIELDS) {
      throw Problem.invalid("Validation failed: a profile has at most 4 fields");
    }
    for (Params field : fields) {
      limit(field.string("name"), MAX_FIELD, "A field's name");
      limit(field.string("value"), MAX_FIELD, "A field's value");
    }
    params
        .nested("source")
        .string("privacy")
        .filter(privacy -> !PRIVACY.contains(privacy))
        .ifPresent(
            privacy -> {
              throw Problem.invalid("Validation failed: there is no such visibility");
            });
  }

  private static void limit(Optional<String> text, int most, String what) {
    if (text.isPresent() && TextLength.of(text.get()) > most) {
      throw Problem.invalid(
          "Validation failed: %s is too long (maximum is %d characters)".formatted(what, most));
    }
  }

  private Profile changed(
      Profile profile, Params params, Optional<Picture> avatar, Optional<Picture> header) {
    Profile.Builder change = profile.toBuilder();
    params.string("display_name").map(String::strip).ifPresent(change::displayName);
    params.string("note").ifPresent(note -> change.note(BioHtml.render(note, urls), note));
    params.bool("locked").ifPresent(change::locked);
    params.bool("discoverable").ifPresent(change::discoverable);
    params.bool("indexable").ifPresent(change::indexable);
    params.bool("hide_collections").ifPresent(change::hideCollections);
    params
        .bool("bot")
        .ifPresent(bot -> change.actorType(bot ? ActorType.SERVICE : ActorType.PERSON));
    if (params.has("fields_attributes")) {
      change.fields(fields(params.objects("fields_attributes")));
    }
    avatar.ifPresent(change::avatar);
    header.ifPresent(change::header);
    return change.build();
  }

  private static List<ProfileField> fields(List<Params> sent) {
    return sent.stream()
        .map(
            field ->
                new ProfileField(
                    field.string("name").orElse("").strip(),
                    field.string("value").orElse("").strip(),
                    Optional.empty()))
        .filter(field -> !field.name().isEmpty() || !field.value().isEmpty())
        .toList();
  }

  private static void defaults(Tx tx, long accountId, Params source) {
    if (source.names().isEmpty()) {
      return;
    }
    PostingDefaults now =
        tx.users().find(accountId).map(User::defaults).orElse(PostingDefaults.NONE);
    tx.users()
        .setDefaults(
            accountId,
            new PostingDefaults(
                source.string("privacy").orElse(now.privacy()),
                source.bool("sensitive").orElse(now.sensitive()),
                source.string("language").orElse(now.language())));
  }

  private Optional<Picture> picture(Params params, String name, int width, int height) {
    if (params.has(name) && params.file(name).isEmpty()) {
      return params.string(name).filter(String::isEmpty).map(_ -> Picture.NONE);
    }
    return params
        .file(name)
        .map(
            upload ->
                store(
                    upload, name, width, height, params.string(name + "_description").orElse("")));
  }

  private Picture store(Upload upload, String name, int width, int height, String description) {
    try {
      if (upload.size() > Images.MAX_BYTES) {
        throw Problem.invalid("Validation failed: the picture is too large");
      }
      ImageResult result = Images.cropped(Files.readAllBytes(upload.path()), width, height);
      return switch (result) {
        case ImageResult.Processed picture -> {
          String file = names.next(name + "s", picture.kind().extension());
          files.put(file, picture.original());
          yield new Picture("", file, description);
        }
        case ImageResult.Refused _ ->
            throw Problem.invalid("Validation failed: the picture cannot be used");
      };
    } catch (IOException e) {
      throw Problem.unavailable("The picture could not be stored", java.time.Duration.ofSeconds(30))
          .causedBy(e);
    }
  }
}
