/** Media attachments: uploads of local accounts, and the attachments of remote statuses. */
@NullMarked
package dev.hato.storage.media;

import org.jspecify.annotations.NullMarked;
