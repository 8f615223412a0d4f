/** Follower synchronisation (FEP-8fcf): two servers that agree on who follows whom. */
@NullMarked
package dev.hato.activitypub.followers;

import org.jspecify.annotations.NullMarked;
