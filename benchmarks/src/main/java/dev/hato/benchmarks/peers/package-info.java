/** The ActivityPub library as a server of its own, for the comparison with other libraries. */
@NullMarked
package dev.hato.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
