package dev.hato.activitypub.inbox;

import dev.hato.activitypub.vocab.Activity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The application's handlers by activity class; the most specific class wins. Immutable. */
public final class InboxHandlers {
  private final Map<Class<?>, Binding<?>> bindings;

  private InboxHandlers(Map<Class<?>, Binding<?>> bindings) {
    this.bindings = Map.copyOf(bindings);
  }

  private record Binding<T extends Activity>(Class<T> type, InboxHandler<T> handler) {
    void handle(InboxContext context, Activity activity) throws Exception {
      handler.handle(context, type.cast(activity));
    }
  }

  /** Begins without handlers. */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * Calls the handler of the activity's class or of the nearest class above it.
   *
   * @return false when there is none
   * @throws Exception what the handler throws
   */
  boolean handle(InboxContext context, Activity activity) throws Exception {
    for (Class<?> type = activity.getClass();
        type != null && Activity.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      Optional<Binding<?>> binding = Optional.ofNullable(bindings.get(type));
      if (binding.isPresent()) {
        binding.get().handle(context, activity);
        return true;
      }
    }
    return false;
  }

  /** Collects handlers. */
  public static final class Builder {
    private final Map<Class<?>, Binding<?>> bindings = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Handles activities of a class.
     *
     * @throws IllegalArgumentException when the class has a handler already
     */
    public <T extends Activity> Builder on(Class<T> type, InboxHandler<T> handler) {
      if (bindings.putIfAbsent(type, new Binding<>(type, handler)) != null) {
        throw new IllegalArgumentException(
            type.getSimpleName() + " has a handler already; let that one do both");
      }
      return this;
    }

    /** The handlers. */
    public InboxHandlers build() {
      return new InboxHandlers(bindings);
    }
  }
}
