/** What an author of a job store or of handlers tests with. */
@NullMarked
package dev.hato.jobs.testkit;

import org.jspecify.annotations.NullMarked;
