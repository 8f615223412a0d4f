package dev.hato.server.kernel;

/**
 * Something that happened and was committed, told as ids. Features implement it with public records
 * that Jackson can write and read, because an event travels as the payload of one job per
 * subscription.
 */
public interface Event {}
