/** Pages of the staff: who waits for approval. */
@NullMarked
package dev.hato.server.admin;

import org.jspecify.annotations.NullMarked;
