/** What every feature shares: a problem, who is calling, and that something happened. */
@NullMarked
package dev.hato.server.kernel;

import org.jspecify.annotations.NullMarked;
