/**
 * Home, public and hashtag timelines: feeds as arrays of ids in memory, pages by one query for what
 * they show.
 */
@NullMarked
package dev.hato.server.timelines;

import org.jspecify.annotations.NullMarked;
