// masto.js, the client library of Elk and Phanpy, against a Hato server.

import { readFile } from "node:fs/promises";
import { createOAuthAPIClient, createRestAPIClient } from "masto";
import { authorizationCode } from "./authorize.mjs";
import { streaming } from "./masto-streaming.mjs";
import { eventually, expect, expectEqual, Suite } from "./suite.mjs";

const TAG = "loftmasto";
const OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";
const SCOPES = "read write follow push";
const url = process.env.SERVER_URL;

const suite = new Suite("masto-js");
const client = createRestAPIClient({ url, accessToken: process.env.ALICE_TOKEN });
const other = createRestAPIClient({ url, accessToken: process.env.BOB_TOKEN });
const me = await suite.step("verify credentials", () => client.v1.accounts.verifyCredentials());
const them = await suite.step("look an account up", lookUp);
if (me && them) {
  await suite.step("log in by the out-of-band code flow, revoke", logIn);
  await suite.step("update credentials with an avatar", updateCredentials);
  await suite.step("what a client asks for at its start", start);
  const post = await posting();
  if (post) {
    await relationships();
    await timelines(post);
    await reactions(post);
    await streaming(suite, client, other, TAG);
    await suite.step("delete", () => deletePost(post));
  }
}
process.exitCode = suite.finish();

async function lookUp() {
  const account = await client.v1.accounts.lookup({ acct: process.env.BOB_NAME });
  const found = await client.v1.accounts.search.list({ q: process.env.BOB_NAME });
  expectEqual(found[0]?.id, account.id, "the account found");
  return client.v1.accounts.$select(account.id).fetch();
}

async function logIn() {
  const registration = { clientName: "interop", redirectUris: OUT_OF_BAND, scopes: SCOPES };
  const app = await createRestAPIClient({ url }).v1.apps.create(registration);
  const oauth = createOAuthAPIClient({ url });
  const { clientId, clientSecret } = app;
  const query = { client_id: clientId, redirect_uri: OUT_OF_BAND, scope: SCOPES };
  const code = await authorizationCode(url, { ...query, response_type: "code" });
  const granted = await oauth.token.create({
    grantType: "authorization_code",
    redirectUri: OUT_OF_BAND,
    clientId,
    clientSecret,
    code,
  });
  const session = createRestAPIClient({ url, accessToken: granted.accessToken });
  expectEqual((await session.v1.accounts.verifyCredentials()).id, me.id, "who is logged in");
  await oauth.revoke({ clientId, clientSecret, token: granted.accessToken });
  const status = await session.v1.accounts.verifyCredentials().catch((error) => error.statusCode);
  expectEqual(status, 401, "the status for a revoked token");
}

async function picture() {
  return new File([await readFile(process.env.PICTURE)], "picture.png", { type: "image/png" });
}

async function updateCredentials() {
  const changed = await client.v1.accounts.updateCredentials({
    displayName: "Alice of the loft",
    note: "Keeps pigeons",
    avatar: await picture(),
    fieldsAttributes: [{ name: "Loft", value: "on the roof" }],
    source: { language: "en" },
  });
  expectEqual(changed.displayName, "Alice of the loft", "the display name");
  expectEqual(changed.source.note, "Keeps pigeons", "the source of the note");
  expectEqual(changed.fields[0]?.name, "Loft", "the field");
  const image = await fetch(changed.avatar);
  expect(image.headers.get("content-type")?.startsWith("image/"), "an image", image.status);
}

async function start() {
  const instance = await client.v2.instance.fetch();
  expectEqual(instance.domain, new URL(url).host, "the domain");
  expect(instance.configuration.urls.streaming, "a streaming address", instance.configuration);
  const lists = [
    client.v1.customEmojis.list(),
    client.v2.filters.list(),
    client.v1.lists.list(),
    client.v1.announcements.list(),
    client.v1.followedTags.list(),
  ];
  for (const list of await Promise.all(lists)) {
    expect(Array.isArray(list), "a list", list);
  }
  await client.v1.preferences.fetch();
  const marker = await client.v1.markers.create({ home: { lastReadId: "1" } });
  expectEqual(marker.home?.lastReadId, "1", "the marker");
  expectEqual((await client.v1.markers.fetch({ timeline: ["home"] })).home?.lastReadId, "1", "it");
}

async function posting() {
  const { statuses } = client.v1;
  const post = await suite.step("post", () =>
    statuses.create({ status: `A pigeon rests #${TAG}`, language: "en" }),
  );
  await suite.step("upload with a description, its change, and a post with it", async () => {
    const media = await client.v2.media.create({ file: await picture(), description: "a gradient" });
    const described = { description: "a gradient of 64 by 48" };
    await client.v1.media.$select(media.id).update(described);
    const status = await statuses.create({ status: "With a picture", mediaIds: [media.id] });
    const shown = status.mediaAttachments[0];
    expectEqual(shown?.description, described.description, "the description");
    expectEqual(shown.meta.original.width, 64, "the width");
    expect(shown.blurhash, "a blurhash", shown.blurhash);
    expectEqual((await fetch(shown.previewUrl)).status, 200, "the status of the preview");
  });
  await suite.step("idempotency key", async () => {
    const once = { requestInit: { headers: { "Idempotency-Key": "one-pigeon" } } };
    const first = await statuses.create({ status: "Only once" }, once);
    const second = await statuses.create({ status: "Only once" }, once);
    expectEqual(second.id, first.id, "the second answer's id");
  });
  await suite.step("reply, and context", async () => {
    const text = `@${me.username} Where does it fly?`;
    const answer = await other.v1.statuses.create({ status: text, inReplyToId: post.id });
    const thread = await statuses.$select(post.id).context.fetch();
    expectEqual(thread.descendants[0]?.id, answer.id, "the descendant");
    const above = await statuses.$select(answer.id).context.fetch();
    expectEqual(above.ancestors[0]?.id, post.id, "the ancestor");
  });
  await suite.step("edit, source, history", async () => {
    const { update, source, history } = statuses.$select(post.id);
    const edited = await update({ status: `A pigeon flew #${TAG}` });
    expect(edited.editedAt && edited.content.includes("flew"), "the new text", edited.content);
    expectEqual((await source.fetch()).text, `A pigeon flew #${TAG}`, "the source");
    expectEqual((await history.list()).length, 2, "the number of versions");
  });
  return post;
}

async function relationships() {
  const mine = other.v1.accounts.$select(me.id);
  const theirs = client.v1.accounts.$select(them.id);
  await suite.step("follow, relationships, followers, following", async () => {
    expectEqual((await mine.follow()).following, true, "following");
    const [relationship] = await client.v1.accounts.relationships.fetch({ id: [them.id] });
    expectEqual(relationship?.followedBy, true, "followed by");
    const followers = await client.v1.accounts.$select(me.id).followers.list();
    expectEqual(followers[0]?.id, them.id, "the follower");
    expectEqual((await theirs.following.list())[0]?.id, me.id, "the followed");
  });
  await suite.step("follow with approval", async () => {
    await client.v1.accounts.updateCredentials({ locked: true });
    await mine.unfollow();
    expectEqual((await mine.follow()).requested, true, "requested");
    expectEqual((await client.v1.followRequests.list())[0]?.id, them.id, "the request");
    await client.v1.followRequests.$select(them.id).authorize();
    const [relationship] = await other.v1.accounts.relationships.fetch({ id: [me.id] });
    expectEqual(relationship?.following, true, "following");
    await client.v1.accounts.updateCredentials({ locked: false });
  });
  await suite.step("mute and block, and their undo", async () => {
    expectEqual((await mine.mute()).muting, true, "muting");
    expectEqual((await other.v1.mutes.list())[0]?.id, me.id, "the muted");
    expectEqual((await mine.unmute()).muting, false, "muting");
    expectEqual((await theirs.block()).blocking, true, "blocking");
    expectEqual((await client.v1.blocks.list())[0]?.id, them.id, "the blocked");
    expectEqual((await theirs.unblock()).blocking, false, "blocking");
    expectEqual((await mine.unfollow()).following, false, "following");
    expectEqual((await mine.follow()).following, true, "following");
  });
}

async function timelines(post) {
  const { home, public: everyone, tag } = other.v1.timelines;
  const holds = (title, list) =>
    suite.step(title, () =>
      eventually(`post ${post.id} in it`, async () => ids(await list()), has(post.id)),
    );
  await suite.step("home timeline", async () => {
    const later = { status: "For those who follow", visibility: "private" };
    const { id } = await client.v1.statuses.create(later);
    await eventually(`post ${id} at home`, async () => ids(await home.list()), has(id));
  });
  await holds("public timeline", () => everyone.list());
  await holds("local timeline", () => everyone.list({ local: true }));
  await holds("tag timeline", () => tag.$select(TAG).list());
  await holds("an account's posts", () => other.v1.accounts.$select(me.id).statuses.list());
  await suite.step("pages follow each other", async () => {
    const pages = client.v1.timelines.home.list({ limit: 1 }).values();
    const first = (await pages.next()).value[0];
    const second = (await pages.next()).value[0];
    expect(BigInt(second.id) < BigInt(first.id), "an older post on the next page", second.id);
  });
  await suite.step("search", async () => {
    const tags = (await client.v2.search.list({ q: `#${TAG}` })).hashtags;
    expect(tags.some(({ name }) => name === TAG), `the tag ${TAG}`, tags);
    const found = await client.v2.search.list({ q: post.url, resolve: true });
    expectEqual(found.statuses[0]?.id, post.id, "the post found by its address");
    const people = await client.v2.search.list({ q: them.username, type: "accounts" });
    expectEqual(people.accounts[0]?.id, them.id, "the person found");
  });
}

async function reactions(post) {
  const theirs = other.v1.statuses.$select(post.id);
  const mine = client.v1.statuses.$select(post.id);
  await suite.step("boost, who boosted, undo", async () => {
    expectEqual((await theirs.reblog()).reblog?.id, post.id, "the boosted post");
    expectEqual((await mine.rebloggedBy.list())[0]?.id, them.id, "who boosted");
    expectEqual((await theirs.unreblog()).reblogged, false, "reblogged");
    await theirs.reblog();
  });
  await suite.step("favourite, who favourited, favourites, undo", async () => {
    expectEqual((await theirs.favourite()).favourited, true, "favourited");
    expectEqual((await mine.favouritedBy.list())[0]?.id, them.id, "who favourited");
    expectEqual((await other.v1.favourites.list())[0]?.id, post.id, "the favourite");
    expectEqual((await theirs.unfavourite()).favourited, false, "favourited");
    await theirs.favourite();
  });
  await suite.step("bookmark, bookmarks, undo", async () => {
    expectEqual((await theirs.bookmark()).bookmarked, true, "bookmarked");
    expectEqual((await other.v1.bookmarks.list())[0]?.id, post.id, "the bookmark");
    expectEqual((await theirs.unbookmark()).bookmarked, false, "bookmarked");
  });
  await suite.step("pin, pinned posts, unpin", async () => {
    expectEqual((await mine.pin()).pinned, true, "pinned");
    const pinned = await client.v1.accounts.$select(me.id).statuses.list({ pinned: true });
    expectEqual(pinned[0]?.id, post.id, "the pinned post");
    expectEqual((await mine.unpin()).pinned, false, "pinned");
  });
  await suite.step("notifications: kinds, types, dismiss, clear", async () => {
    await other.v1.statuses.create({ status: `@${me.username} look` });
    const kinds = async () => (await client.v1.notifications.list()).map(({ type }) => type);
    const wanted = ["follow", "mention", "reblog", "favourite"];
    const all = (came) => wanted.every((kind) => came.includes(kind));
    await eventually(`notifications of ${wanted}`, kinds, all);
    const mentions = await client.v1.notifications.list({ types: ["mention"] });
    expect(mentions.every(({ type }) => type === "mention"), "mentions alone", mentions);
    await client.v1.notifications.$select(mentions[0].id).dismiss();
    await client.v1.notifications.clear();
    expectEqual((await kinds()).length, 0, "the number of notifications");
  });
}

async function deletePost(post) {
  const deleted = await client.v1.statuses.$select(post.id).remove();
  expectEqual(deleted.text, `A pigeon flew #${TAG}`, "the text for a redraft");
  const gone = await client.v1.statuses.$select(post.id).fetch().catch((error) => error.statusCode);
  expectEqual(gone, 404, "the status for a deleted post");
}

function ids(list) {
  return list.map(({ id }) => id);
}

function has(id) {
  return (list) => list.includes(id);
}
