// Object integrity proofs (FEP-8b32) between three servers. What an actor did is passed on by somebody else, who signs
// the request: then it counts by the proof inside, or not at all. Changed on the way, it must not count.

import { startPeer } from "./people/fedify-person.mjs";
import { hatoSide } from "./people/hato-person.mjs";
import { eventually, expect, expectEqual, Suite } from "./suite.mjs";

const suite = new Suite("fedify-proofs");
const [middle, far] = [await startPeer("fedify-1"), await startPeer("fedify-2")];
try {
  const { open: hato } = await hatoSide("hato", process.env.SERVER_URL, ["ALICE", "BOB"]);
  const thread = await suite.step("two servers follow the one in the middle", async () => {
    await hato.follow(middle.open.uri);
    await far.open.follow(middle.open.uri);
    await eventually("two followers", () => middle.open.followers(), (list) => list.length === 2);
    const uri = await middle.open.post({ text: "a thread begins" });
    await eventually("the note at Hato", () => hato.sees(uri));
    await eventually("the note at the other peer", () => far.open.sees(uri));
    return uri;
  });
  await fedifyProvesToHato(thread, hato);
  await hatoProvesToFedify(thread, hato);
} finally {
  middle.stop();
  far.stop();
}
process.exitCode = suite.finish();

async function fedifyProvesToHato(thread, hato) {
  const replied = async (text) => {
    const note = await far.open.post({ text, inReplyTo: thread, mention: middle.open });
    await eventually("the reply in the middle", () => middle.open.sees(note));
    return { note, activity: `${note}#create` };
  };
  await suite.step("Hato refuses Fedify's reply with another text than was proven", async () => {
    const { note, activity } = await replied("the cat is out");
    const { text } = await middle.open.passOn(activity, ["the cat is out", "the cat is in"]);
    expect(proofsOf(text).includes("eddsa-jcs-2022"), "a proof by Fedify", text);
    const witness = await replied("sent later");
    await middle.open.passOn(witness.activity);
    await eventually("what was sent later", () => hato.knows(witness.note));
    expectEqual(await hato.knows(note), undefined, "the changed reply");
  });
  await suite.step("Hato believes Fedify's reply by its proof, and does not fetch it", async () => {
    const { note, activity } = await replied("proven from afar");
    await middle.open.passOn(activity);
    const content = await eventually("the reply at Hato", () => hato.knows(note));
    expect(content.includes("proven from afar"), "its text", content);
    const asked = await far.asked();
    expect(!asked.includes(new URL(note).pathname), "no request for the reply", asked);
  });
}

async function hatoProvesToFedify(thread, hato) {
  const replied = async (text) => {
    const note = await hato.post({ text, inReplyTo: thread, mention: middle.open });
    await eventually("the reply in the middle", () => middle.open.sees(note));
    return { note, activity: `${note}/activity` };
  };
  await suite.step("Fedify believes Hato's reply by its proof", async () => {
    const { note, activity } = await replied("proven by a pigeon");
    const { text } = await middle.open.passOn(activity);
    expect(proofsOf(text).includes("eddsa-jcs-2022"), "a proof by Hato", text);
    const seen = await eventually("the reply at the other peer", () => far.open.sees(note));
    expect(seen.text.includes("proven by a pigeon"), "its text", seen.text);
  });
  await suite.step("Fedify refuses Hato's reply with another text than was proven", async () => {
    const { note, activity } = await replied("the lid is on");
    const { answers } = await middle.open.passOn(activity, ["the lid is on", "the lid is off"]);
    expectEqual(answers[new URL(far.open.uri).origin], 401, "the answer of Fedify");
    const witness = await replied("sent later by a pigeon");
    await middle.open.passOn(witness.activity);
    await eventually("what was sent later", () => far.open.sees(witness.note));
    expectEqual(await far.open.sees(note), undefined, "the changed reply");
  });
}

function proofsOf(text) {
  return [JSON.parse(text).proof ?? []].flat().map((proof) => proof.cryptosuite);
}
