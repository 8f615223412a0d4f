package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The point of a picture that must stay visible when it is cropped.
 *
 * @param x from -1 (left) to 1 (right)
 * @param y from -1 (bottom) to 1 (top)
 */
public record FocalPoint(double x, double y) {
  static Optional<FocalPoint> of(JsonNode value) {
    return value.isArray()
            && value.size() == 2
            && value.get(0).isNumber()
            && value.get(1).isNumber()
        ? Optional.of(new FocalPoint(coordinate(value.get(0)), coordinate(value.get(1))))
        : Optional.empty();
  }

  private static double coordinate(JsonNode number) {
    return Math.clamp(number.numberValue().doubleValue(), -1, 1);
  }
}
