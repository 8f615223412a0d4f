// What two servers must be able to do with each other, written once. A side is {open, locked}: two people of one
// server, of whom the second approves followers by hand. `author` posts, `reader` on the other server follows.

import { eventually, expect, expectEqual } from "./suite.mjs";

/** Runs the scenario with the left side as author, then with the right side as author. */
export async function runBothWays(suite, left, right) {
  await run(suite, left, right.open);
  await run(suite, right, left.open);
}

async function run(suite, side, reader) {
  const direction = `${side.open.server} → ${reader.server}`;
  const step = (title, work) => suite.step(`${direction}: ${title}`, work);
  await lookUps(step, side, reader);
  await followWithAccept(step, side.open, reader);
  await followWithApproval(step, side.locked, reader);
  const notes = await posts(step, side.open, reader);
  await reactions(step, side.open, reader, notes);
  await endings(step, side.open, reader, notes);
}

async function lookUps(step, { open, locked }, reader) {
  await step("look-up by handle", async () => {
    expectEqual(await reader.lookUp(`@${open.handle}`), open.uri, "the actor");
    expectEqual(await reader.lookUp(locked.handle), locked.uri, "the actor");
  });
  await step("look-up by the actor's URL", async () => {
    expectEqual(await reader.lookUp(open.uri), open.uri, "the actor");
  });
  await step("look-up of a post by its URL", async () => {
    const note = await open.post({ text: "found by its address" });
    expectEqual(await reader.lookUp(note), note, "the note");
  });
}

async function followWithAccept(step, author, reader) {
  await step("follow with automatic Accept", async () => {
    await reader.follow(author.uri);
    await stateBecomes(reader, author, "following");
    await followersBecome(author, reader, true);
  });
}

async function followWithApproval(step, author, reader) {
  const asked = () =>
    eventually("the request to arrive", () => author.requests(), contains(reader.uri));
  await step("follow waits for approval", async () => {
    await reader.follow(author.uri);
    await asked();
    expectEqual(await reader.followState(author.uri), "requested", "the follow");
    expect(!(await author.followers()).includes(reader.uri), "no follower yet", "one");
  });
  await step("approval by hand", async () => {
    await author.accept(reader.uri);
    await stateBecomes(reader, author, "following");
    await followersBecome(author, reader, true);
  });
  await step("unfollow and rejection by hand", async () => {
    await reader.unfollow(author.uri);
    await followersBecome(author, reader, false);
    await reader.follow(author.uri);
    await asked();
    await author.reject(reader.uri);
    await stateBecomes(reader, author, "none");
  });
}

async function posts(step, author, reader) {
  const note = await step("post", async () => {
    const uri = await author.post({ text: "a pigeon leaves" });
    await textBecomes(reader, uri, "a pigeon leaves");
    return uri;
  });
  await step("post for followers only", async () => {
    const uri = await author.post({ text: "for the loft only", visibility: "private" });
    await textBecomes(reader, uri, "for the loft only");
  });
  const reply = await step("reply", async () => {
    const uri = await reader.post({ text: "it has arrived", inReplyTo: note, mention: author });
    const seen = await textBecomes(author, uri, "it has arrived");
    expectEqual(seen.inReplyTo, note, "what it replies to");
    return uri;
  });
  await step("edit", async () => {
    await author.edit(note, "a pigeon leaves at noon");
    await textBecomes(reader, note, "a pigeon leaves at noon");
  });
  await step("edit of the reply", async () => {
    await reader.edit(reply, "it has arrived safely");
    await textBecomes(author, reply, "it has arrived safely");
  });
  return { note, reply };
}

async function reactions(step, author, reader, { note }) {
  const likers = () => author.likers(note);
  const boosters = () => author.boosters(note);
  await step("like", async () => {
    await reader.like(note);
    await eventually("the like to arrive", likers, contains(reader.uri));
  });
  await step("undo of the like", async () => {
    await reader.unlike(note);
    await eventually("the like to go", likers, lacks(reader.uri));
  });
  await step("boost", async () => {
    await reader.boost(note);
    await eventually("the boost to arrive", boosters, contains(reader.uri));
  });
  await step("undo of the boost", async () => {
    await reader.unboost(note);
    await eventually("the boost to go", boosters, lacks(reader.uri));
  });
}

async function endings(step, author, reader, { note, reply }) {
  const gone = (person, uri) =>
    eventually("the note to be gone", () => person.sees(uri), (seen) => seen === undefined);
  await step("delete of the reply", async () => {
    await reader.remove(reply);
    await gone(author, reply);
  });
  await step("delete", async () => {
    await author.remove(note);
    await gone(reader, note);
  });
  await step("unfollow", async () => {
    await reader.unfollow(author.uri);
    await followersBecome(author, reader, false);
    expectEqual(await reader.followState(author.uri), "none", "the follow");
  });
}

function stateBecomes(reader, author, state) {
  return eventually(
    `the follow to be "${state}"`,
    () => reader.followState(author.uri),
    (came) => came === state,
  );
}

function followersBecome(author, reader, present) {
  const expected = present ? "the follower to be there" : "the follower to be gone";
  const test = present ? contains(reader.uri) : lacks(reader.uri);
  return eventually(expected, () => author.followers(), test);
}

/** Waits until the person's server has the note with this text. An undefined note fails at once. */
async function textBecomes(person, note, text) {
  expect(note !== undefined, "a note of an earlier step", note);
  return eventually(
    `the note with the text "${text}"`,
    () => person.sees(note),
    (seen) => seen?.text.includes(text),
  );
}

function contains(uri) {
  return (list) => list.includes(uri);
}

function lacks(uri) {
  return (list) => !list.includes(uri);
}
