/** What peers will stumble over in the documents that we show: named rules, and findings. */
@NullMarked
package dev.hato.activitypub.lint;

import org.jspecify.annotations.NullMarked;
