// Fedify for benchmarks/run peers: `node benchmark.mjs PORT`. It takes Create activities with an empty handler and,
// when told so, sends one activity to many inboxes. Everything is in memory; nothing waits in a queue.

import { serve } from "@hono/node-server";
import { createFederation, generateCryptoKeyPair, MemoryKvStore } from "@fedify/fedify";
import { Temporal } from "@js-temporal/polyfill";
import { Create, Note, Person, PUBLIC_COLLECTION } from "@fedify/vocab";

const port = Number(process.argv[2]);
const origin = `http://localhost:${port}`;
const keyPairs = [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5")];
let handled = 0;
let sent = 0;

const federation = createFederation({
  kv: new MemoryKvStore(),
  origin,
  allowPrivateAddress: true,
  firstKnock: "draft-cavage-http-signatures-12",
});
federation
  .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
    const keys = await ctx.getActorKeyPairs(identifier);
    return new Person({
      id: ctx.getActorUri(identifier),
      preferredUsername: identifier,
      inbox: ctx.getInboxUri(identifier),
      publicKey: keys[0].cryptographicKey,
    });
  })
  .setKeyPairsDispatcher(() => keyPairs);
federation.setInboxListeners("/users/{identifier}/inbox", "/inbox").on(Create, () => {
  handled++;
});

async function send(recipients) {
  const ctx = federation.createContext(new URL(origin), undefined);
  const actor = ctx.getActorUri("alice");
  sent++;
  const note = new Note({
    id: new URL(`${actor.href}/notes/${sent}`),
    attribution: actor,
    content: "<p>News for everybody</p>",
    tos: [PUBLIC_COLLECTION],
    published: Temporal.Now.instant(),
  });
  const create = new Create({
    id: new URL(`${note.id.href}/activity`),
    actor,
    object: note,
    tos: [PUBLIC_COLLECTION],
  });
  const targets = recipients.map(({ id, inbox }) => ({ id: new URL(id), inboxId: new URL(inbox) }));
  await ctx.sendActivity({ identifier: "alice" }, targets, create, { immediate: true });
}

async function answer(request) {
  switch (new URL(request.url).pathname) {
    case "/health":
      return new Response("OK");
    case "/handled":
      return new Response(String(handled));
    case "/send":
      await send(await request.json());
      return new Response("OK");
    default:
      return federation.fetch(request, { contextData: undefined });
  }
}

serve({ hostname: "127.0.0.1", port, fetch: answer });
