package dev.hato.activitypub;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what clients post to their owner's outbox (ActivityPub §6): who may, limits, reading, and a
 * Create around a bare object; then the application's handler. Ids that clients give are dropped,
 * and nobody speaks for anybody else.
 */
final class ClientOutbox {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final Set<String> TYPES =
      Set.of("application/activity+json", "application/ld+json");
  private static final List<String> ADDRESSING = List.of("to", "cc", "bto", "bcc", "audience");

  private final LocalActors actors;
  private final ApReader reader;
  private final OutboxPolicy policy;
  private final Map<Class<?>, Binding<?>> bindings;

  /** A class of activities and who takes it. */
  record Binding<T extends Activity>(Class<T> type, OutboxHandler<T> handler) {
    OutboxAnswer handle(LocalActor owner, Activity activity) {
      return handler.handle(owner, type.cast(activity));
    }
  }

  ClientOutbox(
      LocalActors actors, ApReader reader, OutboxPolicy policy, List<Binding<?>> bindings) {
    this.actors = actors;
    this.reader = reader;
    this.policy = policy;
    this.bindings = new LinkedHashMap<>();
    for (Binding<?> binding : bindings) {
      if (this.bindings.putIfAbsent(binding.type(), binding) != null) {
        throw new IllegalArgumentException(
            binding.type().getSimpleName() + " has a handler already; let that one do both");
      }
    }
  }

  ApResponse receive(ApRequest request, String identifier) {
    Optional<LocalActor> owner = actors.find(identifier);
    if (owner.isEmpty()) {
      int status = actors.tombstone(identifier).isPresent() ? 410 : 404;
      return ApResponse.error(status, "There is no such outbox");
    }
    return switch (policy.decide(request, identifier)) {
      case NEEDS_LOGIN ->
          ApResponse.error(401, "Log in to post here").with("WWW-Authenticate", "Bearer");
      case FORBID -> ApResponse.error(403, "This outbox is somebody else's");
      case ALLOW -> limits(request).orElseGet(() -> read(request, owner.get()));
    };
  }

  private static Optional<ApResponse> limits(ApRequest request) {
    String type = request.header("Content-Type").split(";", 2)[0].strip();
    if (!TYPES.contains(type.toLowerCase(Locale.ROOT))
        || !request.header("Content-Encoding").isEmpty()) {
      return Optional.of(ApResponse.error(415, "Post application/activity+json, not compressed"));
    }
    return request.body().length > MAX_BYTES
        ? Optional.of(ApResponse.error(413, "An activity may have one mebibyte at most"))
        : Optional.empty();
  }

  private ApResponse read(ApRequest request, LocalActor owner) {
    return switch (reader.read(request.body())) {
      case ReadResult.Unreadable unreadable ->
          ApResponse.error(400, "The body cannot be read: " + unreadable.detail());
      case ReadResult.Read read when read.object().types().isEmpty() ->
          ApResponse.error(400, "The body has no type");
      case ReadResult.Read read -> submit(owner, read.object());
    };
  }

  private ApResponse submit(LocalActor owner, ApObject posted) {
    Iri actor = owner.document().id().orElseThrow();
    ApObject activity = (posted instanceof Activity ? posted : created(posted)).without("id");
    List<Iri> named = activity.iris("actor");
    boolean speaksForOthers =
        !(named.isEmpty() || named.equals(List.of(actor)))
            || (activity instanceof Create create && !isOwn(create, actor));
    if (speaksForOthers) {
      return ApResponse.error(403, "The activity or its object names another author");
    }
    ApObject own = activity.with("actor", actor);
    if (own instanceof Create create) {
      own = create.with("object", attributed(create, actor));
    }
    @Nullable Binding<?> binding = bindingOf(own.getClass());
    if (binding == null || !(own instanceof Activity complete)) {
      return ApResponse.error(422, "Activities of type " + own.types() + " are not taken here");
    }
    return switch (binding.handle(owner, complete)) {
      case OutboxAnswer.Created(Iri id) -> ApResponse.empty(201).with("Location", id.value());
      case OutboxAnswer.Refused(int status, String reason) -> ApResponse.error(status, reason);
    };
  }

  /** A bare object is created, for whom it is addressed to (§6.2.1). */
  private ApObject created(ApObject object) {
    ObjectNode create = JsonNodeFactory.instance.objectNode();
    object.value("@context").ifPresent(context -> create.set("@context", context));
    create.put("type", "Create");
    create.set("object", object.without("@context").json());
    for (String property : ADDRESSING) {
      object.value(property).ifPresent(value -> create.set(property, value));
    }
    return reader.read(dev.hato.activitypub.json.ApWriter.write(ApObject.of(create)))
            instanceof ReadResult.Read read
        ? read.object()
        : ApObject.of(create);
  }

  private static boolean isOwn(Create create, Iri actor) {
    return create.objects().size() == 1
        && create
            .object()
            .flatMap(Ref::embedded)
            .filter(object -> object.attributedTo().stream().allMatch(actor::equals))
            .isPresent();
  }

  private static ApObject attributed(Create create, Iri actor) {
    return create
        .object()
        .flatMap(Ref::embedded)
        .orElseThrow()
        .without("id")
        .with("attributedTo", actor);
  }

  private @Nullable Binding<?> bindingOf(Class<?> activity) {
    for (Class<?> type = activity;
        type != null && Activity.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      Binding<?> binding = bindings.get(type);
      if (binding != null) {
        return binding;
      }
    }
    return null;
  }
}
