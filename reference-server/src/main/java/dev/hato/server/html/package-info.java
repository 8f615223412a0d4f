/**
 * Text and HTML: what comes from other servers is cut down to an allow-list, what we show as text
 * is text.
 */
@NullMarked
package dev.hato.server.html;

import org.jspecify.annotations.NullMarked;
