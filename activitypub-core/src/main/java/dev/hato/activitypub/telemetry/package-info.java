/** What a federation tells about its work: operations with the names that Fedify gives them. */
@NullMarked
package dev.hato.activitypub.telemetry;

import org.jspecify.annotations.NullMarked;
