package dev.hato.httpsig.structured;

import java.math.BigDecimal;

/** A value without parameters (RFC 9651 §3.3). */
public sealed interface Bare {
  /** An integer of at most 15 digits. */
  record Int(long value) implements Bare {}

  /** A number of at most 12 digits before and 3 after the point. */
  record Dec(BigDecimal value) implements Bare {}

  /** Printable ASCII, written between quotes. */
  record Text(String value) implements Bare {}

  /** A word without quotes. */
  record Token(String value) implements Bare {}

  /** Bytes; not copied, so do not change them. */
  record Bytes(byte[] value) implements Bare {}

  /** {@code ?0} or {@code ?1}. */
  record Bool(boolean value) implements Bare {}

  /** Seconds since 1970. */
  record Date(long seconds) implements Bare {}

  /** Any Unicode text. */
  record Display(String value) implements Bare {}
}
