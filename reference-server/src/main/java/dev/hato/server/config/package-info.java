/** The configuration: one table of keys, four sources, one record per part. */
@NullMarked
package dev.hato.server.config;

import org.jspecify.annotations.NullMarked;
