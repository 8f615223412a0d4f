package dev.hato.storage.statuses;

import java.util.List;

/**
 * What surrounds a status, as ids.
 *
 * @param ancestors from the first of the thread to the parent, without those that the viewer may
 *     not see
 * @param descendants each answer followed by its own answers; the author's continuations of his own
 *     come first
 */
public record StatusThread(List<Long> ancestors, List<Long> descendants) {}
