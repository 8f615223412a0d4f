// One actor of the Fedify peer, in the shape that the federation scenario asks for.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const PEER = fileURLToPath(new URL("../fedify/peer.mjs", import.meta.url));

/** Starts a peer on a free port; `stop()` ends it. */
export async function startPeer(name) {
  const port = await freePort();
  const child = spawn(process.execPath, [PEER, String(port)], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", (code) => reject(new Error(`the peer ended at its start with ${code}`)));
  });
  const base = `http://127.0.0.1:${port}/control`;
  const person = async (identifier) => {
    const { uri, handle } = await call(base, `state?as=${identifier}`);
    return new FedifyPerson(base, identifier, { uri, handle, server: name });
  };
  return {
    open: await person("open"),
    locked: await person("locked"),
    log: () => call(base, "log"),
    signatures: () => call(base, "signatures"),
    asked: () => call(base, "asked"),
    stop: () => child.kill(),
  };
}

class FedifyPerson {
  #base;
  #as;
  #sent = new Map();

  constructor(base, identifier, { uri, handle, server }) {
    this.#base = base;
    this.#as = identifier;
    this.uri = uri;
    this.handle = handle;
    this.server = server;
  }

  /** The id of the actor or note that a handle or an address leads to, or undefined. */
  async lookUp(query) {
    const answer = await this.#do("lookup", { query });
    return answer.found ? answer.uri : undefined;
  }

  async follow(uri) {
    await this.#remember("follow", uri, { target: uri });
  }

  unfollow(uri) {
    return this.#undo("follow", uri);
  }

  /** "none", "requested" or "following". */
  async followState(uri) {
    const state = (await this.#state()).following[uri];
    return state === undefined || state === "rejected" ? "none" : state;
  }

  async followers() {
    return (await this.#state()).followers;
  }

  async requests() {
    return (await this.#state()).requests;
  }

  accept(uri) {
    return this.#do("accept", { follower: uri });
  }

  reject(uri) {
    return this.#do("reject", { follower: uri });
  }

  /** Posts, and gives the id of the note. */
  async post({ text, visibility, inReplyTo, mention }) {
    return (await this.#do("note", { text, visibility, inReplyTo, mention: mention?.uri })).uri;
  }

  edit(note, text) {
    return this.#do("update", { note, text });
  }

  remove(note) {
    return this.#do("delete", { note });
  }

  /** Passes on what somebody else did, as it came or changed; gives what each server answered. */
  passOn(id, change) {
    return this.#do("passOn", { id, change });
  }

  like(note) {
    return this.#remember("like", note, { note });
  }

  unlike(note) {
    return this.#undo("like", note);
  }

  boost(note) {
    return this.#remember("announce", note, { note });
  }

  unboost(note) {
    return this.#undo("announce", note);
  }

  /** The note as this server stored it, or undefined. Never fetches. */
  async sees(note) {
    const known = (await this.#state()).notes[note];
    return known && { text: known.text, inReplyTo: known.inReplyTo };
  }

  async likers(note) {
    return (await this.#state()).notes[note]?.likes ?? [];
  }

  async boosters(note) {
    return (await this.#state()).notes[note]?.boosts ?? [];
  }

  async #remember(command, uri, args) {
    const { id } = await this.#do(command, args);
    this.#sent.set(`${command} ${uri}`, id);
  }

  #undo(command, uri) {
    return this.#do("undo", { id: this.#sent.get(`${command} ${uri}`) });
  }

  #state() {
    return call(this.#base, `state?as=${this.#as}`);
  }

  #do(command, args) {
    return call(this.#base, command, { as: this.#as, ...args });
  }
}

async function call(base, path, body) {
  const response = await fetch(`${base}/${path}`, {
    method: body ? "POST" : "GET",
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`the peer could not do it: ${answer.error}`);
  }
  return answer;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
