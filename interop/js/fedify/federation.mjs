// The Fedify side of the peer: one actor that accepts every follow, one that waits for approval.

import {
  createFederation,
  generateCryptoKeyPair,
  InProcessMessageQueue,
  MemoryKvStore,
} from "@fedify/fedify";
import { Endpoints, Note, Person } from "@fedify/vocab";
import { listenToInbox } from "./inbox.mjs";
import { renderNote } from "./notes.mjs";

export const OPEN = "open";
export const LOCKED = "locked";

export function newFederation(origin, store) {
  const federation = createFederation({
    kv: new MemoryKvStore(),
    queue: new InProcessMessageQueue({ pollInterval: { milliseconds: 100 } }),
    origin,
    allowPrivateAddress: true,
    firstKnock: process.env.FIRST_KNOCK ?? "draft-cavage-http-signatures-12",
  });
  federation
    .setActorDispatcher("/users/{identifier}", (ctx, identifier) =>
      renderActor(ctx, identifier, store),
    )
    .setKeyPairsDispatcher((ctx, identifier) => keyPairs(store.actor(identifier)))
    .authorize(isWelcome);
  federation
    .setFollowersDispatcher("/users/{identifier}/followers", (ctx, identifier) => {
      const actor = store.actor(identifier);
      return actor ? { items: [...actor.followers.values()] } : null;
    })
    .authorize(isWelcome);
  federation
    .setObjectDispatcher(Note, "/users/{identifier}/notes/{id}", (ctx, values) => {
      const uri = ctx.getObjectUri(Note, values).href;
      const note = store.notes.get(uri);
      return note?.isPublic ? renderNote(ctx, values, note) : null;
    })
    .authorize(isWelcome);
  const listeners = federation
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .setSharedKeyDispatcher(() => ({ identifier: OPEN }));
  listenToInbox(listeners, store);
  return federation;
}

/** With AUTHORIZED_FETCH only who signs may read; the keys of those are asked for by a signed request, too. */
async function isWelcome(ctx) {
  if (!process.env.AUTHORIZED_FETCH) {
    return true;
  }
  const documentLoader = await ctx.getDocumentLoader({ identifier: OPEN });
  return (await ctx.getSignedKeyOwner({ documentLoader })) !== null;
}

async function renderActor(ctx, identifier, store) {
  if (!store.actor(identifier)) {
    return null;
  }
  const keys = await ctx.getActorKeyPairs(identifier);
  return new Person({
    id: ctx.getActorUri(identifier),
    preferredUsername: identifier,
    name: `The ${identifier} one`,
    summary: "<p>A Fedify actor</p>",
    url: ctx.getActorUri(identifier),
    inbox: ctx.getInboxUri(identifier),
    endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
    followers: ctx.getFollowersUri(identifier),
    manuallyApprovesFollowers: identifier === LOCKED,
    publicKey: keys[0].cryptographicKey,
    assertionMethods: keys.map((key) => key.multikey),
  });
}

async function keyPairs(actor) {
  if (!actor) {
    return [];
  }
  actor.keyPairs ??= Promise.all([
    generateCryptoKeyPair("RSASSA-PKCS1-v1_5"),
    generateCryptoKeyPair("Ed25519"),
  ]);
  return actor.keyPairs;
}
