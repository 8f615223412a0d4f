/** What is told to local accounts about things that others did. */
@NullMarked
package dev.hato.storage.notifications;

import org.jspecify.annotations.NullMarked;
