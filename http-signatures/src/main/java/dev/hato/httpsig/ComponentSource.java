package dev.hato.httpsig;

import dev.hato.httpsig.structured.Parameters;

/** Gives the values of the components that a signature covers (RFC 9421 §2). */
@FunctionalInterface
interface ComponentSource {
  /**
   * The text behind the component's identifier in the base.
   *
   * @param name lower case; begins with @ for what is derived
   */
  String value(String name, Parameters parameters) throws Rejection;
}
