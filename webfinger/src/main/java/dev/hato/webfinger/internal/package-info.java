/** What WebFinger and NodeInfo share; not exported. */
@NullMarked
package dev.hato.webfinger.internal;

import org.jspecify.annotations.NullMarked;
