package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Actor;

/**
 * An actor that lives here: what the actor route serves and an inbox belongs to.
 *
 * @param identifier the part of its URLs that names it; need not be its user name
 * @param document the public actor document, with its public keys
 */
public record LocalActor(String identifier, Actor document) {}
