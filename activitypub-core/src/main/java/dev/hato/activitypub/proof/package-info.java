/** Proofs inside of documents: who made them, whoever brings them. */
@NullMarked
package dev.hato.activitypub.proof;

import org.jspecify.annotations.NullMarked;
