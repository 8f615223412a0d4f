/** NodeInfo 2.0 and 2.1 (FEP-f1d5). */
@NullMarked
package dev.hato.nodeinfo;

import org.jspecify.annotations.NullMarked;
