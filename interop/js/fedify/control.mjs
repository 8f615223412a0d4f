// The control API: what a test driver asks the peer to do as one of its actors, and what the peer knows.

import * as commands from "./commands.mjs";

/** Answers a request to `/control/…`: POST a command as JSON, GET `state?as=ACTOR`, `signatures`, `asked` or `log`. */
export async function control(request, peer) {
  const url = new URL(request.url);
  const name = url.pathname.slice("/control/".length);
  try {
    if (request.method === "GET" && name === "log") {
      return Response.json(peer.store.log);
    }
    if (request.method === "GET" && name === "asked") {
      return Response.json(peer.store.asked);
    }
    if (request.method === "GET" && name === "signatures") {
      return Response.json(peer.signatures);
    }
    if (request.method === "GET" && name === "state") {
      return Response.json(state(peer, url.searchParams.get("as")));
    }
    const command = request.method === "POST" ? commands[name] : undefined;
    if (!command) {
      return Response.json({ error: `no command ${request.method} ${name}` }, { status: 404 });
    }
    return Response.json((await command(peer, await request.json())) ?? {});
  } catch (error) {
    return Response.json({ error: `${name}: ${error.message}` }, { status: 500 });
  }
}

function state({ ctx, store }, identifier) {
  const actor = store.actor(identifier);
  const notes = [...store.notes].map(([uri, note]) => [
    uri,
    { ...note, likes: [...note.likes], boosts: [...note.boosts], published: undefined },
  ]);
  return {
    uri: ctx.getActorUri(identifier).href,
    handle: `${identifier}@${ctx.host}`,
    followers: [...actor.followers.keys()],
    requests: [...actor.requests.keys()],
    following: Object.fromEntries(actor.following),
    notes: Object.fromEntries(notes),
  };
}
