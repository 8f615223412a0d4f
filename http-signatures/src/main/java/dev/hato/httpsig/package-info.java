/** HTTP message signatures: sign and verify, without an HTTP client in its types. */
@NullMarked
package dev.hato.httpsig;

import org.jspecify.annotations.NullMarked;
