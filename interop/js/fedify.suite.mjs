// A Hato server and a Fedify peer with each other.

import { runBothWays } from "./federation-scenario.mjs";
import { startPeer } from "./people/fedify-person.mjs";
import { hatoSide } from "./people/hato-person.mjs";
import { Suite } from "./suite.mjs";

const suite = new Suite("fedify");
const peer = await startPeer("fedify");
try {
  const hato = await hatoSide("hato", process.env.SERVER_URL, ["ALICE", "BOB"]);
  await runBothWays(suite, hato, peer);
  for (const { type, actor, object } of await peer.log()) {
    console.log(`  the peer received ${type} of ${object} by ${actor}`);
  }
} finally {
  peer.stop();
}
process.exitCode = suite.finish();
