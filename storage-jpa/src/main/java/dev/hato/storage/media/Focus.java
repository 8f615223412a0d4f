package dev.hato.storage.media;

/** The point that a crop keeps: x from -1 (left) to 1 (right), y from -1 (bottom) to 1 (top). */
public record Focus(double x, double y) {
  public Focus {
    if (!(Math.abs(x) <= 1 && Math.abs(y) <= 1)) {
      throw new IllegalArgumentException("A focus lies between -1 and 1, not at " + x + "," + y);
    }
  }
}
