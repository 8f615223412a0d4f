/** Search: accounts and hashtags by their beginnings, anything by its address. */
@NullMarked
package dev.hato.server.search;

import org.jspecify.annotations.NullMarked;
