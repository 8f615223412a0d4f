/** Who may see what: a walk over the whole route table as everybody, looking for single words. */
@NullMarked
package dev.hato.server.privacy;

import org.jspecify.annotations.NullMarked;
