package dev.hato.server.federation;

import dev.hato.nodeinfo.NodeInfo;
import java.util.function.Supplier;

/**
 * What the features tell the federation.
 *
 * @param actors accounts as documents
 * @param posts posts as documents
 * @param usage how large the server is; asked often, so it keeps what is costly to count
 */
public record Sources(ActorSource actors, PostSource posts, Supplier<NodeInfo.Usage> usage) {}
