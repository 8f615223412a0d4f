package dev.hato.activitypub.json;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Ref;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** Asks a view for all that it has, and what it gives for all that they have. */
final class ViewWalk {
  private ViewWalk() {}

  static void everyAccessorOf(ApObject object) {
    for (Method method : object.getClass().getMethods()) {
      boolean accessor =
          method.getParameterCount() == 0
              && !method.getName().equals("withoutHiddenRecipients")
              && method.getDeclaringClass().getPackageName().equals("dev.hato.activitypub.vocab")
              && !java.lang.reflect.Modifier.isStatic(method.getModifiers());
      if (accessor) {
        try {
          follow(method.invoke(object));
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(method + " of " + object, e);
        }
      }
    }
  }

  private static void follow(Object result) {
    switch (result) {
      case Optional<?> optional -> optional.ifPresent(ViewWalk::follow);
      case List<?> list -> list.forEach(ViewWalk::follow);
      case Ref.Embedded<?> embedded -> everyAccessorOf(embedded.object());
      case ApObject object -> everyAccessorOf(object);
      case null, default -> {}
    }
  }
}
