/** A real peer for tests: it serves, signs, receives and misbehaves over loopback sockets. */
@NullMarked
package dev.hato.activitypub.testkit;

import org.jspecify.annotations.NullMarked;
