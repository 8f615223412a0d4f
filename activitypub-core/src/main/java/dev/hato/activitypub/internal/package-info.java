/** What inbox and outbox share; not exported. */
@NullMarked
package dev.hato.activitypub.internal;

import org.jspecify.annotations.NullMarked;
