/** Ports of the federation: what an application's storage answers and keeps. */
@NullMarked
package dev.hato.activitypub.spi;

import org.jspecify.annotations.NullMarked;
