// A Hato server and a Fedify peer that both show their documents to signed requests alone (authorized fetch).

import { runBothWays } from "./federation-scenario.mjs";
import { startPeer } from "./people/fedify-person.mjs";
import { hatoSide } from "./people/hato-person.mjs";
import { expect, expectEqual, Suite } from "./suite.mjs";

process.env.AUTHORIZED_FETCH = "1";
const suite = new Suite("fedify-authorized");
const peer = await startPeer("fedify");
try {
  const hato = await hatoSide("hato", process.env.SERVER_URL, ["ALICE", "BOB"]);
  await suite.step("neither shows anything to a request without a signature", async () => {
    const note = await hato.open.post({ text: "for those who say who they are" });
    for (const uri of [hato.open.uri, note, peer.open.uri, `${peer.open.uri}/followers`]) {
      expectEqual(await unsigned(uri), 401, `the answer for ${uri}`);
    }
    expectEqual(await unsigned(new URL("/actor", hato.open.uri)), 200, "the answer for the server's own actor");
  });
  await runBothWays(suite, hato, peer);
  await suite.step("Hato signed what it read", async () => {
    const { reads } = await peer.signatures();
    expect(reads > 0, "signed reads", reads);
  });
} finally {
  peer.stop();
}
process.exitCode = suite.finish();

async function unsigned(uri) {
  const answer = await fetch(uri, { headers: { Accept: "application/activity+json" } });
  await answer.arrayBuffer();
  return answer.status;
}
