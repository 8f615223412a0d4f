package dev.hato.server.statuses;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.statuses.Visibility;
import java.util.Optional;

/** Reads a draft out of a request of the Mastodon API. */
final class DraftParams {
  private DraftParams() {}

  static StatusDraft read(HttpRequest request) {
    Params params = request.params();
    refuseUnsupported(params);
    StatusDraft.Builder draft =
        StatusDraft.newBuilder(params.string("status").orElse(""))
            .spoilerText(params.string("spoiler_text").map(String::strip).orElse(""))
            .mediaIds(params.longIds("media_ids"))
            .idempotencyKey(request.header("Idempotency-Key").map(String::strip).orElse(""));
    params.bool("sensitive").ifPresent(draft::sensitive);
    params.string("language").ifPresent(draft::language);
    params.longId("in_reply_to_id").ifPresent(draft::inReplyToId);
    visibility(params).ifPresent(draft::visibility);
    if (request.caller() instanceof Caller.UserCaller user) {
      draft.applicationId(user.appId());
    }
    return draft.build();
  }

  /** The visibility that is asked for; a {@link Problem} 422 for one that does not exist. */
  static Optional<Visibility> visibility(Params params) {
    return params
        .string("visibility")
        .filter(name -> !name.isBlank())
        .map(
            name ->
                switch (name) {
                  case "public" -> Visibility.PUBLIC;
                  case "unlisted" -> Visibility.UNLISTED;
                  case "private" -> Visibility.PRIVATE;
                  case "direct" -> Visibility.DIRECT;
                  default ->
                      throw Problem.invalid(
                          "Validation failed: Visibility is not included in the list");
                });
  }

  private static void refuseUnsupported(Params params) {
    if (params.string("scheduled_at").filter(time -> !time.isBlank()).isPresent()) {
      throw Problem.invalid("Validation failed: scheduled posts are not supported by this server");
    }
    if (!params.nested("poll").names().isEmpty()) {
      throw Problem.invalid("Validation failed: polls are not supported by this server");
    }
    if (params.string("quoted_status_id").filter(id -> !id.isBlank()).isPresent()) {
      throw Problem.invalid("Validation failed: quotes are not supported by this server");
    }
  }
}
