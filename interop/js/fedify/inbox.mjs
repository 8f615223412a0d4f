// What the peer does with each activity that it receives. Only the owner of a thing may change it.

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
  Undo,
  Update,
} from "@fedify/vocab";

export function listenToInbox(listeners, store) {
  const on = (type, handle) =>
    listeners.on(type, async (ctx, activity) => {
      record(store, type.name, activity);
      await handle(ctx, activity, store);
    });
  on(Follow, onFollow);
  on(Accept, onAnswer("following"));
  on(Reject, onAnswer("rejected"));
  on(Undo, onUndo);
  on(Create, onCreate);
  on(Update, onUpdate);
  on(Delete, onDelete);
  on(Like, onReaction("likes"));
  on(Announce, onReaction("boosts"));
}

function record(store, type, activity) {
  const entry = {
    type,
    id: activity.id?.href,
    actor: activity.actorId?.href,
    object: activity.objectId?.href,
  };
  store.log.push(entry);
  store.received.set(entry.id, entry);
}

async function onFollow(ctx, follow, store) {
  const target = ctx.parseUri(follow.objectId);
  const actor = target?.type === "actor" ? store.actor(target.identifier) : undefined;
  const follower = await follow.getActor(ctx);
  if (!actor || !follower?.id || !follower.inboxId) {
    return;
  }
  actor.requests.set(follower.id.href, { follow, follower });
  if (target.identifier === "open") {
    await answerFollow(ctx, store, target.identifier, follower.id.href, Accept);
  }
}

/** Accepts or rejects the waiting follow of `followerUri`. */
export async function answerFollow(ctx, store, identifier, followerUri, Answer) {
  const actor = store.actor(identifier);
  const request = actor.requests.get(followerUri);
  if (!request) {
    throw new Error(`${followerUri} has not asked to follow ${identifier}`);
  }
  const { follow, follower } = request;
  const answer = new Answer({
    id: new URL(`#answers/${crypto.randomUUID()}`, ctx.getActorUri(identifier)),
    actor: ctx.getActorUri(identifier),
    object: follow,
  });
  await ctx.sendActivity({ identifier }, follower, answer);
  actor.requests.delete(followerUri);
  if (Answer === Accept) {
    const { id, inboxId, endpoints } = follower;
    actor.followers.set(id.href, { id, inboxId, endpoints });
  }
}

function onAnswer(state) {
  return async (ctx, answer, store) => {
    const sent = store.sentFollow(answer.objectId?.href, answer.actorId?.href);
    if (sent) {
      store.actor(sent.identifier).following.set(sent.target, state);
    }
  };
}

async function onUndo(ctx, undo, store) {
  const undone = store.received.get(undo.objectId?.href);
  if (!undone || undone.actor !== undo.actorId?.href) {
    return;
  }
  if (undone.type === "Follow") {
    const target = ctx.parseUri(new URL(undone.object));
    const actor = store.actor(target?.identifier);
    actor?.followers.delete(undone.actor);
    actor?.requests.delete(undone.actor);
  }
  const note = store.notes.get(undone.object);
  if (undone.type === "Like") {
    note?.likes.delete(undone.actor);
  }
  if (undone.type === "Announce") {
    note?.boosts.delete(undone.actor);
  }
}

async function onCreate(ctx, create, store) {
  const note = await create.getObject(ctx);
  if (note instanceof Note && note.attributionId?.href === create.actorId?.href) {
    store.putNote(note.id.href, {
      author: note.attributionId.href,
      text: String(note.content ?? ""),
      inReplyTo: note.replyTargetId?.href,
      isPublic: [...note.toIds, ...note.ccIds].some((to) => to.href === PUBLIC_COLLECTION.href),
    });
  }
}

async function onUpdate(ctx, update, store) {
  const object = await update.getObject(ctx);
  const known = store.notes.get(object?.id?.href);
  if (object instanceof Note && known?.author === update.actorId?.href) {
    known.text = String(object.content ?? "");
  }
}

async function onDelete(ctx, deletion, store) {
  const uri = deletion.objectId?.href;
  if (store.notes.get(uri)?.author === deletion.actorId?.href) {
    store.notes.delete(uri);
  }
}

function onReaction(kind) {
  return async (ctx, activity, store) => {
    store.notes.get(activity.objectId?.href)?.[kind].add(activity.actorId.href);
  };
}
