/** Events: one job per subscription, in the transaction of the write that caused it. */
@NullMarked
package dev.hato.server.events;

import org.jspecify.annotations.NullMarked;
