/** The reference server: composition root and start-up. */
@NullMarked
package dev.hato.server;

import org.jspecify.annotations.NullMarked;
