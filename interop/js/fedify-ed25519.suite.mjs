// A Hato server whose people sign with Ed25519, as RFC 9421, and a Fedify peer, which verifies that. Fedify itself
// signs requests with RSA alone.

import { runBothWays } from "./federation-scenario.mjs";
import { startPeer } from "./people/fedify-person.mjs";
import { hatoSide } from "./people/hato-person.mjs";
import { expect, expectEqual, Suite } from "./suite.mjs";

process.env.FIRST_KNOCK = "rfc9421";
const suite = new Suite("fedify-ed25519");
const peer = await startPeer("fedify");
try {
  const hato = await hatoSide("hato", process.env.SERVER_URL, ["ALICE", "BOB"]);
  await runBothWays(suite, hato, peer);
  await suite.step("every delivery of Hato was signed with Ed25519", async () => {
    const { rfc9421, cavage, ed25519, reads } = await peer.signatures();
    expect(ed25519 > 0, "deliveries signed with Ed25519", ed25519);
    expectEqual(ed25519, rfc9421 - reads, "requests with Ed25519, all but the reads of the server itself");
    expectEqual(cavage, 0, "requests in the old format");
  });
} finally {
  peer.stop();
}
process.exitCode = suite.finish();
