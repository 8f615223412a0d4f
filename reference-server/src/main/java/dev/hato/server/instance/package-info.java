/** What this server is: its documents for clients, and what it says it has nothing of. */
@NullMarked
package dev.hato.server.instance;

import org.jspecify.annotations.NullMarked;
