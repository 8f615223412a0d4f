package dev.hato.activitypub.outbox;

import dev.hato.activitypub.followers.SentSynchronization;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.jobs.RetryPolicy;
import java.time.InstantSource;

/** What a delivery asks the application for. */
record DeliveryParts(
    ActivityPayloads payloads,
    LocalActors actors,
    DeliveryListener listener,
    InstantSource clock,
    SentSynchronization synchronization,
    Stopwatch stopwatch,
    RetryPolicy retries) {}
