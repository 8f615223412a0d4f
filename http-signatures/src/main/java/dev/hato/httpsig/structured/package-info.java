/** Structured field values (RFC 9651): the grammar that the headers of RFC 9421 are written in. */
@org.jspecify.annotations.NullMarked
package dev.hato.httpsig.structured;
