// Two Hato servers with each other.

import { runBothWays } from "./federation-scenario.mjs";
import { hatoSide } from "./people/hato-person.mjs";
import { Suite } from "./suite.mjs";

const suite = new Suite("hato-pair");
const first = await hatoSide("hato-1", process.env.SERVER_URL, ["ALICE", "BOB"]);
const second = await hatoSide("hato-2", process.env.SECOND_SERVER_URL, ["CAROL", "DAVE"]);
await runBothWays(suite, first, second);
process.exitCode = suite.finish();
