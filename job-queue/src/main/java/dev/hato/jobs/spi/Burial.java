package dev.hato.jobs.spi;

import java.util.Objects;

/**
 * Moves a held job to the dead ones, where it is kept for an admin.
 *
 * @param lease proof that the caller holds the job
 * @param error why it is given up
 */
public record Burial(Lease lease, String error) {
  public Burial {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(error, "error");
  }
}
