package dev.hato.httpsig;

import java.math.BigInteger;

/**
 * Bytes as the text that keys and proofs carry them in: multibase with the letter {@code z}, which
 * is base58 in the alphabet of Bitcoin (W3C Controlled Identifiers 1.0 §2.4). Stateless.
 */
public final class Multibase {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(58);
  private static final char BASE58_BTC = 'z';

  /** Enough for the longest RSA key that is accepted. */
  private static final int MAX_LENGTH = 2048;

  private Multibase() {}

  /** The text for bytes. */
  public static String encode(byte[] bytes) {
    StringBuilder reversed = new StringBuilder();
    for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; ) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      reversed.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      reversed.append(ALPHABET.charAt(0));
    }
    return reversed.append(BASE58_BTC).reverse().toString();
  }

  /**
   * The bytes behind a text.
   *
   * @throws UnusableKeyException for another base, another alphabet, or more than 2,048 characters
   */
  public static byte[] decode(String text) {
    if (text.isEmpty() || text.charAt(0) != BASE58_BTC || text.length() > MAX_LENGTH) {
      throw new UnusableKeyException("Not multibase in base58btc, which begins with a z");
    }
    BigInteger number = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 1; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new UnusableKeyException("A character that base58btc does not have");
      }
      zeros += digit == 0 && zeros == i - 1 ? 1 : 0;
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    byte[] magnitude = number.toByteArray();
    int sign = magnitude[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + magnitude.length - sign];
    System.arraycopy(magnitude, sign, bytes, zeros, magnitude.length - sign);
    return bytes;
  }
}
