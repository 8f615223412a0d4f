/**
 * Uploaded and fetched pictures: recognised by their bytes, bounded before decoding, stripped,
 * resized.
 */
@NullMarked
package dev.hato.server.images;

import org.jspecify.annotations.NullMarked;
