package dev.hato.nodeinfo;

/** What asking a host about itself came to. */
public sealed interface NodeInfoResult {
  /** What the host tells. */
  record Found(NodeInfo info) implements NodeInfoResult {}

  /** The host has no NodeInfo, or none that can be read or may be followed. */
  record Absent(String reason) implements NodeInfoResult {}

  /** No answer now; trying later may help. */
  record Unreachable(String detail) implements NodeInfoResult {}
}
