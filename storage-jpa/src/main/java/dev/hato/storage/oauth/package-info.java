/** What opens doors: applications, authorization codes, access tokens, browser sessions. */
@NullMarked
package dev.hato.storage.oauth;

import org.jspecify.annotations.NullMarked;
