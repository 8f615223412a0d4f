/** What federation keeps between requests: payloads, seen activities, health of peers, actors. */
@NullMarked
package dev.hato.storage.federation;

import org.jspecify.annotations.NullMarked;
