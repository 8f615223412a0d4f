package dev.hato.activitypub.inbox;

import java.util.Optional;

/** Refuses bodies that are too large or compressed, before anything reads them. */
final class LimitsGate implements Gate {
  private static final int MAX_BYTES = 1024 * 1024;

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    if (passage.inbound().body().length > MAX_BYTES) {
      return Gate.refuse(413, "An activity may have one mebibyte at most");
    }
    boolean encoded =
        passage.inbound().message().header("content-encoding").stream()
            .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
    return encoded ? Gate.refuse(415, "A request body may not be compressed") : Gate.pass();
  }
}
