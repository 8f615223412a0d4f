/** JMH benchmarks of what the libraries do for each request, without a network or a database. */
@NullMarked
package dev.hato.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
