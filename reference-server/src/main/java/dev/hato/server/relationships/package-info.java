/**
 * Who follows, blocks and mutes whom: the verbs, the requests between servers, the entity that
 * clients see.
 */
@NullMarked
package dev.hato.server.relationships;

import org.jspecify.annotations.NullMarked;
