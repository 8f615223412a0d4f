/** What we look up on other servers, and why we may believe it. */
@NullMarked
package dev.hato.activitypub.remote;

import org.jspecify.annotations.NullMarked;
