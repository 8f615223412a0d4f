/** Load on whole processes: a server, its database and the servers around it, all on loopback. */
@NullMarked
package dev.hato.benchmarks.load;

import org.jspecify.annotations.NullMarked;
