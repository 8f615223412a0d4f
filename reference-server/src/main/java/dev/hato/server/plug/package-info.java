/** Where features plug in: routes, jobs, subscriptions, activities, stream channels. */
@NullMarked
package dev.hato.server.plug;

import org.jspecify.annotations.NullMarked;
