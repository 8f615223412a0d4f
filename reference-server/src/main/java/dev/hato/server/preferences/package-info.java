/** What a person has set for reading and posting, and how far they have read. */
@NullMarked
package dev.hato.server.preferences;

import org.jspecify.annotations.NullMarked;
