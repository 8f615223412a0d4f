package dev.hato.jobs.spi;

/**
 * What a store promises beyond the contract.
 *
 * @param durable jobs survive the end of the process
 * @param shared several processes may work on it at once
 * @param transactional jobs can be enqueued in the transaction that writes the caller's data
 */
public record Capabilities(boolean durable, boolean shared, boolean transactional) {}
