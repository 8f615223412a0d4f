package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** One PEM block (RFC 7468); reading forgives line lengths, line ends and text around the block. */
record Pem(String label, byte[] der) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int MAX_LENGTH = 16_384;

  static Pem read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new UnusableKeyException("A PEM text of " + text.length() + " characters is no key");
    }
    int begin = text.indexOf(BEGIN);
    int labelEnd = begin < 0 ? -1 : text.indexOf(DASHES, begin + BEGIN.length());
    if (labelEnd < 0) {
      throw new UnusableKeyException("There is no -----BEGIN …----- line");
    }
    String label = text.substring(begin + BEGIN.length(), labelEnd);
    int bodyStart = labelEnd + DASHES.length();
    int end = text.indexOf("-----END " + label + DASHES, bodyStart);
    if (end < 0) {
      throw new UnusableKeyException("There is no -----END " + label + "----- line");
    }
    try {
      return new Pem(label, Base64.getMimeDecoder().decode(text.substring(bodyStart, end)));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("The PEM text is not base64", e);
    }
  }

  static String write(String label, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));
    return BEGIN
        + label
        + DASHES
        + "\n"
        + lines.encodeToString(der)
        + "\n-----END "
        + label
        + DASHES
        + "\n";
  }
}
