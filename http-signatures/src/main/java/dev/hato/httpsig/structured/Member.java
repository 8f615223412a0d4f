package dev.hato.httpsig.structured;

import java.util.List;

/** What a list or a dictionary holds (RFC 9651 §3.1, §3.2). */
public sealed interface Member {
  /** What stands behind the value. */
  Parameters parameters();

  /** One value. */
  record Item(Bare value, Parameters parameters) implements Member {}

  /** A list of values between brackets. */
  record InnerList(List<Item> items, Parameters parameters) implements Member {
    public InnerList {
      items = List.copyOf(items);
    }
  }
}
