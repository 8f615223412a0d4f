/** What the server counts, and the page from which Prometheus reads it. */
@NullMarked
package dev.hato.server.metrics;

import org.jspecify.annotations.NullMarked;
