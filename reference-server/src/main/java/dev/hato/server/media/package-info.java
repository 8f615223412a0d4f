/**
 * Attachments: uploads on their way to a post, the entity that clients see, and the stored files.
 */
@NullMarked
package dev.hato.server.media;

import org.jspecify.annotations.NullMarked;
