package dev.hato.activitypub.remote;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.webfinger.Acct;

/**
 * An actor together with the handle that it may be shown under: the handle's host leads to the
 * actor, and the actor claims the handle.
 *
 * @param actor as its origin serves it
 * @param handle confirmed in both directions
 */
public record NamedActor(Actor actor, Acct handle) {}
