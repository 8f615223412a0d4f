/** A server of few features on a free port, and a browser without scripts to visit it. */
@NullMarked
package dev.hato.server.testkit;

import org.jspecify.annotations.NullMarked;
