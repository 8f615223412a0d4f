/**
 * Accounts of here and elsewhere: the entity that clients see, the actor that servers see, profiles
 * and how they change.
 */
@NullMarked
package dev.hato.server.accounts;

import org.jspecify.annotations.NullMarked;
