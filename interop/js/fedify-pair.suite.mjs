// Two Fedify peers with each other: proves the peer and the scenario before a Hato server is asked.

import { runBothWays } from "./federation-scenario.mjs";
import { startPeer } from "./people/fedify-person.mjs";
import { Suite } from "./suite.mjs";

const suite = new Suite("fedify-pair");
const peers = [await startPeer("fedify-1"), await startPeer("fedify-2")];
try {
  await runBothWays(suite, ...peers);
} finally {
  peers.forEach((peer) => peer.stop());
}
process.exitCode = suite.finish();
