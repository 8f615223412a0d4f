/** Accounts of here and elsewhere, the logins of local ones, and the keys they sign with. */
@NullMarked
package dev.hato.storage.accounts;

import org.jspecify.annotations.NullMarked;
