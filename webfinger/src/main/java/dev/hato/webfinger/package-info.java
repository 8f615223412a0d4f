/** WebFinger (RFC 7033) and host-meta (RFC 6415). */
@NullMarked
package dev.hato.webfinger;

import org.jspecify.annotations.NullMarked;
