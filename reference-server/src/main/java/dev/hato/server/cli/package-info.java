/** The commands of the launcher. */
@NullMarked
package dev.hato.server.cli;

import org.jspecify.annotations.NullMarked;
