/** The hardened HTTP client, the only way out, and signed exchanges over it. */
@NullMarked
package dev.hato.httpsig.client;

import org.jspecify.annotations.NullMarked;
