/**
 * The page shell: layout, texts in English and Japanese, templates compiled at build time, the
 * style sheet.
 */
@NullMarked
package dev.hato.server.web;

import org.jspecify.annotations.NullMarked;
