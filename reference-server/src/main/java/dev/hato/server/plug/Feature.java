package dev.hato.server.plug;

/**
 * One feature of the server: says what it plugs in. The list of features is what a role is cut
 * from.
 */
@FunctionalInterface
public interface Feature {
  void plugIn(Registry registry);
}
