package dev.hato.storage.kernel;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Stores each {@link Instant} of an entity as {@code timestamp with time zone}; EclipseLink's own
 * mapping cannot read what H2 gives for that type. Applied to all entities.
 */
@Converter(autoApply = true)
public final class InstantConverter
    implements AttributeConverter<@Nullable Instant, @Nullable OffsetDateTime> {

  @Override
  public @Nullable OffsetDateTime convertToDatabaseColumn(@Nullable Instant value) {
    return value == null ? null : value.atOffset(ZoneOffset.UTC);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable OffsetDateTime value) {
    return value == null ? null : value.toInstant();
  }
}
