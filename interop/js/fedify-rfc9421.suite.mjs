// A Hato server and a Fedify peer that sign as RFC 9421 first: nobody has to knock twice.

import { runBothWays } from "./federation-scenario.mjs";
import { startPeer } from "./people/fedify-person.mjs";
import { hatoSide } from "./people/hato-person.mjs";
import { expect, expectEqual, Suite } from "./suite.mjs";

process.env.FIRST_KNOCK = "rfc9421";
const suite = new Suite("fedify-rfc9421");
const peer = await startPeer("fedify");
try {
  const hato = await hatoSide("hato", process.env.SERVER_URL, ["ALICE", "BOB"]);
  await runBothWays(suite, hato, peer);
  await suite.step("everything that Hato signed was signed as RFC 9421", async () => {
    const { rfc9421, cavage } = await peer.signatures();
    expect(rfc9421 > 0, "signed requests", rfc9421);
    expectEqual(cavage, 0, "requests in the old format");
  });
} finally {
  peer.stop();
}
process.exitCode = suite.finish();
