/** Small programs of embedders; the documentation includes their code. */
@NullMarked
package dev.hato.examples;

import org.jspecify.annotations.NullMarked;
