// Streaming with masto.js: several channels over one WebSocket, subscribed and unsubscribed by messages.

import { createStreamingAPIClient } from "masto";
import { eventually, expect, expectEqual, Mismatch } from "./suite.mjs";

const LIMIT_MS = 15_000;
const QUIET_MS = 1_500;
const SETTLE_MS = 300;

export async function streaming(suite, client, other, tag) {
  const { configuration } = await client.v2.instance.fetch();
  const sent = [];
  const socket = createStreamingAPIClient({
    streamingApiUrl: configuration.urls.streaming,
    accessToken: process.env.ALICE_TOKEN,
    implementation: recording(sent),
    retry: false,
  });
  const channels = {
    public: () => socket.public.subscribe(),
    local: () => socket.public.local.subscribe(),
    hashtag: () => socket.hashtag.subscribe({ tag }),
  };
  try {
    await suite.step("WebSocket: user channel sees a post, its edit and its end", () =>
      userChannel(client, other, socket, sent),
    );
    for (const [name, subscribe] of Object.entries(channels)) {
      await suite.step(`WebSocket: ${name} channel sees a post`, async () => {
        const channel = await listen(subscribe(), sent);
        const { id } = await other.v1.statuses.create({ status: `Seen at once #${tag}` });
        expectEqual((await channel.next("update")).id, id, "the post in the channel");
        channel.stop();
      });
    }
    await suite.step("WebSocket: nothing comes after unsubscribe", () =>
      silenceAfterUnsubscribe(other, socket, sent),
    );
  } finally {
    socket.close();
  }
}

async function userChannel(client, other, socket, sent) {
  const channel = await listen(socket.user.subscribe(), sent);
  const { id, account } = await client.v1.statuses.create({ status: "My own, seen at once" });
  expectEqual((await channel.next("update")).id, id, "the post in the channel");
  await client.v1.statuses.$select(id).update({ status: "My own, changed" });
  expectEqual((await channel.next("status.update")).id, id, "the edit in the channel");
  await client.v1.statuses.$select(id).remove();
  expectEqual(await channel.next("delete"), id, "the deletion in the channel");
  await other.v1.statuses.create({ status: `@${account.username} look` });
  expectEqual((await channel.next("notification")).type, "mention", "the notification");
  channel.stop();
}

/** Two channels on one socket; one is left, the other must go on and the left one must be silent. */
async function silenceAfterUnsubscribe(other, socket, sent) {
  const left = await listen(socket.public.subscribe(), sent);
  const kept = await listen(socket.public.local.subscribe(), sent);
  left.stop();
  const unsubscribed = sent.some(
    ({ data }) => data.type === "unsubscribe" && data.stream === "public",
  );
  expect(unsubscribed, "an unsubscribe message on the socket", sent.map(({ data }) => data));
  const { id } = await other.v1.statuses.create({ status: "After leaving" });
  expectEqual((await kept.next("update")).id, id, "the post in the kept channel");
  const { socket: raw } = sent.at(-1);
  const stray = await strayMessage(raw, other);
  expectEqual(stray, undefined, "a message of the left channel");
  kept.stop();
}

/** A message of the public channel that comes for a new post although the channel was left, or undefined. */
async function strayMessage(raw, other) {
  let stray;
  const notice = ({ data }) => {
    const { stream } = JSON.parse(data);
    stray ??= stream.length === 1 && stream[0] === "public" ? data : undefined;
  };
  raw.addEventListener("message", notice);
  await other.v1.statuses.create({ status: "Still after leaving" });
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  raw.removeEventListener("message", notice);
  return stray;
}

/** Starts to read a subscription and keeps its events; `next` waits for one of a kind, `stop` unsubscribes. */
async function listen(subscription, sent) {
  const events = [];
  const before = sent.length;
  let wake = () => {};
  const reading = (async () => {
    for await (const event of subscription) {
      events.push(event);
      wake();
    }
  })();
  reading.catch((error) => events.push({ event: "error", payload: error.message }) && wake());
  await eventually("the subscribe message to go out", () => sent.length > before);
  // Subscribing has no answer in this protocol: give the message time to be read.
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const next = async (kind) => {
    const end = Date.now() + LIMIT_MS;
    for (;;) {
      const at = events.findIndex(({ event }) => event === kind);
      if (at >= 0) {
        return events.splice(0, at + 1).at(-1).payload;
      }
      if (Date.now() > end) {
        const came = events.map(({ event, payload }) => (event === "error" ? payload : event));
        throw new Mismatch(`the event ${kind} within ${LIMIT_MS / 1000} s`, `[${came}]`);
      }
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, 200);
      });
    }
  };
  return { next, stop: () => subscription.unsubscribe() };
}

/** The WebSocket of the platform, which also keeps what is sent over it. */
function recording(sent) {
  return class extends WebSocket {
    send(data) {
      sent.push({ socket: this, data: JSON.parse(data) });
      super.send(data);
    }
  };
}
