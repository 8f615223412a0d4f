package dev.hato.server.federation;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.inbox.InboxHandler;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.server.plug.ActivityBinding;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gives a received activity to every feature that asked for its class, or for the nearest class
 * above it: an Undo may concern follows as well as boosts, and each feature knows its own. When one
 * fails, the job runs again for all, which they bear.
 */
final class ReceivedActivities implements InboxHandler<Activity> {
  private volatile Supplier<List<ActivityBinding<?>>> bindings = List::of;

  /** Features plug in after the federation was made, because they look things up by it. */
  void read(Supplier<List<ActivityBinding<?>>> registered) {
    bindings = registered;
  }

  @Override
  public void handle(InboxContext context, Activity activity) throws Exception {
    List<ActivityBinding<?>> all = bindings.get();
    for (Class<?> type = activity.getClass();
        Activity.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      Class<?> wanted = type;
      List<ActivityBinding<?>> asked = all.stream().filter(b -> b.type() == wanted).toList();
      for (ActivityBinding<?> binding : asked) {
        call(binding, context, activity);
      }
      if (!asked.isEmpty()) {
        return;
      }
    }
  }

  private static <T extends Activity> void call(
      ActivityBinding<T> binding, InboxContext context, Activity activity) throws Exception {
    binding.handler().handle(context, binding.type().cast(activity));
  }
}
