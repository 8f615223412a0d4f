/** Where files are kept: one port, a local folder behind it. */
@NullMarked
package dev.hato.server.files;

import org.jspecify.annotations.NullMarked;
