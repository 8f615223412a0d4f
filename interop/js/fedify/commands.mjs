// What the peer can be asked to do as one of its actors (`as`). Each answers what the driver needs to go on.

import { Temporal } from "@js-temporal/polyfill";
import {
  Accept,
  Announce,
  Create,
  Delete,
  Follow,
  Like,
  Note,
  PUBLIC_COLLECTION,
  Reject,
  Tombstone,
  Undo,
  Update,
} from "@fedify/vocab";
import { signRequest } from "@fedify/fedify/sig";
import { answerFollow } from "./inbox.mjs";
import { lookUpActor, renderNote } from "./notes.mjs";

export async function lookup({ ctx }, { as, query }) {
  const documentLoader = await ctx.getDocumentLoader({ identifier: as });
  const object = await ctx.lookupObject(query, { documentLoader });
  if (!object) {
    return { found: false };
  }
  const type = object.constructor.name;
  return { found: true, type, uri: object.id.href, text: object.content?.toString() };
}

export async function follow(peer, { as, target }) {
  const actor = await lookUpActor(peer.ctx, as, target);
  const activity = new Follow({
    id: newId(peer, as),
    actor: peer.ctx.getActorUri(as),
    object: actor.id,
  });
  peer.store.actor(as).following.set(actor.id.href, "requested");
  return send(peer, as, activity, { kind: "Follow", target: actor.id.href, recipients: [actor] });
}

export function accept({ ctx, store }, { as, follower }) {
  return answerFollow(ctx, store, as, follower, Accept);
}

export function reject({ ctx, store }, { as, follower }) {
  return answerFollow(ctx, store, as, follower, Reject);
}

export async function note(peer, { as, text, visibility = "public", inReplyTo, mention }) {
  const { ctx, store } = peer;
  const values = { identifier: as, id: crypto.randomUUID() };
  const recipients = mention ? [await lookUpActor(ctx, as, mention)] : [];
  const mentions = recipients.map((actor) => ({
    href: actor.id.href,
    name: `@${actor.preferredUsername}@${actor.id.host}`,
  }));
  const uri = ctx.getObjectUri(Note, values).href;
  const isPublic = visibility === "public";
  store.putNote(uri, { author: ctx.getActorUri(as).href, text, inReplyTo, isPublic });
  const published = Temporal.Now.instant();
  Object.assign(store.notes.get(uri), { values, mentions, published, recipients });
  const document = renderNote(ctx, values, store.notes.get(uri));
  const activity = new Create({ id: new URL(`${uri}#create`), object: document, ...envelope(document) });
  await send(peer, as, activity, { kind: "Create", recipients, followers: true });
  return { uri };
}

export async function update(peer, { as, note: uri, text }) {
  const known = ownNote(peer, as, uri);
  known.text = text;
  const document = renderNote(peer.ctx, known.values, known, Temporal.Now.instant());
  const activity = new Update({ id: newId(peer, as), object: document, ...envelope(document) });
  return send(peer, as, activity, { kind: "Update", ...known, followers: true });
}

async function deleteNote(peer, { as, note: uri }) {
  const known = ownNote(peer, as, uri);
  peer.store.notes.delete(uri);
  const activity = new Delete({
    id: newId(peer, as),
    actor: peer.ctx.getActorUri(as),
    object: new Tombstone({ id: new URL(uri) }),
    to: PUBLIC_COLLECTION,
  });
  return send(peer, as, activity, { kind: "Delete", ...known, followers: true });
}

export { deleteNote as delete };

export function like(peer, args) {
  return react(peer, args, Like);
}

export function announce(peer, args) {
  return react(peer, args, Announce);
}

async function react(peer, { as, note: uri }, Reaction) {
  const known = peer.store.notes.get(uri);
  if (!known) {
    throw new Error(`the note ${uri} is not known here`);
  }
  const isBoost = Reaction === Announce;
  const activity = new Reaction({
    id: newId(peer, as),
    actor: peer.ctx.getActorUri(as),
    object: new URL(uri),
    tos: isBoost ? [PUBLIC_COLLECTION] : [new URL(known.author)],
    ccs: isBoost ? [peer.ctx.getFollowersUri(as), new URL(known.author)] : [],
    published: isBoost ? Temporal.Now.instant() : null,
  });
  const recipients = [await lookUpActor(peer.ctx, as, known.author)];
  return send(peer, as, activity, { kind: Reaction.name, recipients, followers: isBoost });
}

export async function undo(peer, { as, id }) {
  const sent = peer.store.sent.get(id);
  if (sent?.identifier !== as) {
    throw new Error(`${as} has not sent ${id}`);
  }
  if (sent.kind === "Follow") {
    peer.store.actor(as).following.delete(sent.target);
  }
  const { activity: object, recipients, followers } = sent;
  const activity = new Undo({
    id: newId(peer, as),
    actor: object.actorId,
    object,
    tos: object.toIds,
    ccs: object.ccIds,
  });
  return send(peer, as, activity, { kind: "Undo", recipients, followers });
}

/**
 * Passes an activity of somebody else on to the followers of an actor, who signs the request: the very text that
 * came, or one in which `change` replaces one part by another. Gives what each server answered.
 */
export async function passOn({ ctx, store }, { as, id, change }) {
  const text = store.texts.get(id);
  if (!text) {
    throw new Error(`${id} was not delivered here`);
  }
  const body = change ? text.replaceAll(change[0], change[1]) : text;
  if (change && body === text) {
    throw new Error(`${change[0]} is not in ${id}`);
  }
  const [key] = await ctx.getActorKeyPairs(as);
  const inboxes = [...store.actor(as).followers.values()].map(
    ({ inboxId, endpoints }) => endpoints?.sharedInbox ?? inboxId,
  );
  const answers = await Promise.all(
    inboxes.map(async (inbox) => {
      const headers = { "Content-Type": "application/activity+json" };
      const request = new Request(inbox, { method: "POST", headers, body });
      const answer = await fetch(await signRequest(request, key.privateKey, key.keyId));
      return [new URL(inbox).origin, answer.status];
    }),
  );
  return { answers: Object.fromEntries(answers), text };
}

async function send({ ctx, store }, identifier, activity, { kind, target, recipients, followers }) {
  store.sent.set(activity.id.href, { activity, identifier, kind, target, recipients, followers });
  if (recipients.length > 0) {
    await ctx.sendActivity({ identifier }, recipients, activity, { preferSharedInbox: true });
  }
  if (followers) {
    await ctx.sendActivity({ identifier }, "followers", activity, { preferSharedInbox: true });
  }
  return { id: activity.id.href };
}

function ownNote({ ctx, store }, identifier, uri) {
  const note = store.notes.get(uri);
  if (note?.author !== ctx.getActorUri(identifier).href) {
    throw new Error(`${uri} is not a note of ${identifier}`);
  }
  return note;
}

function envelope(note) {
  return { actor: note.attributionId, tos: note.toIds, ccs: note.ccIds };
}

function newId({ ctx }, identifier) {
  return new URL(`#activities/${crypto.randomUUID()}`, ctx.getActorUri(identifier));
}
