package dev.hato.server;

import dev.hato.server.config.HatoConfig;
import dev.hato.server.events.Events;
import dev.hato.server.streaming.StreamBus;
import dev.hato.storage.Database;

/** What features are built on: given to {@link Features}, never to a feature as a whole. */
record Machinery(
    HatoConfig config,
    Database database,
    Events events,
    StreamBus bus,
    Surroundings surroundings) {}
