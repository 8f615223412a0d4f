/** Reading and writing of documents: lenient about shapes, strict about limits. */
@NullMarked
package dev.hato.activitypub.json;

import org.jspecify.annotations.NullMarked;
