// One account of a Hato server, driven through the Mastodon API, in the shape that the federation scenario asks for.

import { MastodonApi } from "./mastodon-api.mjs";

/** Both people of a server; `names` are the prefixes of the environment variables that hold their tokens. */
export async function hatoSide(server, base, names) {
  const [open, locked] = await Promise.all(
    names.map((name) => HatoPerson.open(server, base, process.env[`${name}_TOKEN`])),
  );
  await locked.approveFollowersByHand();
  return { open, locked };
}

class HatoPerson {
  #api;
  #id;
  #accountIds = new Map();
  #statusIds = new Map();
  #greetings = new Map();

  static async open(server, base, token) {
    const person = new HatoPerson();
    person.server = server;
    person.#api = new MastodonApi(base, token);
    const me = await person.#api.get("/api/v1/accounts/verify_credentials");
    const instance = await person.#api.get("/api/v2/instance");
    person.#id = me.id;
    person.uri = me.uri;
    person.handle = `${me.username}@${instance.domain}`;
    return person;
  }

  approveFollowersByHand() {
    return this.#api.patch("/api/v1/accounts/update_credentials", { locked: true });
  }

  async lookUp(query) {
    const { accounts, statuses } = await this.#api.get("/api/v2/search", {
      q: query,
      resolve: "true",
      limit: "5",
    });
    accounts.forEach((account) => this.#accountIds.set(account.uri, account.id));
    statuses.forEach((status) => this.#statusIds.set(status.uri, status.id));
    return accounts[0]?.uri ?? statuses[0]?.uri;
  }

  async follow(uri) {
    return this.#api.post(`/api/v1/accounts/${await this.#accountId(uri)}/follow`);
  }

  async unfollow(uri) {
    return this.#api.post(`/api/v1/accounts/${await this.#accountId(uri)}/unfollow`);
  }

  async followState(uri) {
    const id = await this.#accountId(uri);
    const [relationship] = await this.#api.get("/api/v1/accounts/relationships", { "id[]": id });
    return relationship.following ? "following" : relationship.requested ? "requested" : "none";
  }

  async followers() {
    return uris(await this.#api.get(`/api/v1/accounts/${this.#id}/followers`));
  }

  async requests() {
    const accounts = await this.#api.get("/api/v1/follow_requests");
    accounts.forEach((account) => this.#accountIds.set(account.uri, account.id));
    return uris(accounts);
  }

  async accept(uri) {
    return this.#api.post(`/api/v1/follow_requests/${await this.#accountId(uri)}/authorize`);
  }

  async reject(uri) {
    return this.#api.post(`/api/v1/follow_requests/${await this.#accountId(uri)}/reject`);
  }

  /** Posts as clients do: a reply begins with the handle of the person it answers. */
  async post({ text, visibility = "public", inReplyTo, mention }) {
    const greeting = mention ? `@${mention.handle} ` : "";
    const status = await this.#api.post("/api/v1/statuses", {
      status: greeting + text,
      visibility,
      in_reply_to_id: inReplyTo && (await this.#statusId(inReplyTo)),
    });
    this.#statusIds.set(status.uri, status.id);
    this.#greetings.set(status.uri, greeting);
    return status.uri;
  }

  async edit(note, text) {
    const status = this.#greetings.get(note) + text;
    return this.#api.put(`/api/v1/statuses/${await this.#statusId(note)}`, { status });
  }

  async remove(note) {
    return this.#api.delete(`/api/v1/statuses/${await this.#statusId(note)}`);
  }

  like(note) {
    return this.#act(note, "favourite");
  }

  unlike(note) {
    return this.#act(note, "unfavourite");
  }

  boost(note) {
    return this.#act(note, "reblog");
  }

  unboost(note) {
    return this.#act(note, "unreblog");
  }

  /** The note as this server stored it, or undefined: looked for at home and in the notifications, never fetched. */
  async sees(note) {
    const id = this.#statusIds.get(note) ?? (await this.#arrived(note));
    const status = id && (await this.#api.find(`/api/v1/statuses/${id}`));
    if (!status) {
      return undefined;
    }
    const parent = status.in_reply_to_id;
    const inReplyTo = parent ? (await this.#api.get(`/api/v1/statuses/${parent}`)).uri : undefined;
    return { text: status.content, inReplyTo };
  }

  /** The text of a note that this server has stored, whoever sees it, or undefined. Never fetches. */
  async knows(note) {
    const { statuses } = await this.#api.get("/api/v2/search", { q: note, resolve: "false" });
    return statuses[0]?.content;
  }

  async likers(note) {
    return uris(await this.#api.get(`/api/v1/statuses/${await this.#statusId(note)}/favourited_by`));
  }

  async boosters(note) {
    return uris(await this.#api.get(`/api/v1/statuses/${await this.#statusId(note)}/reblogged_by`));
  }

  async #act(note, verb) {
    return this.#api.post(`/api/v1/statuses/${await this.#statusId(note)}/${verb}`);
  }

  async #arrived(note) {
    const home = await this.#api.get("/api/v1/timelines/home", { limit: "40" });
    const notifications = await this.#api.get("/api/v1/notifications", { limit: "40" });
    const statuses = [...home, ...notifications.flatMap((notification) => notification.status ?? [])];
    statuses.forEach((status) => this.#statusIds.set(status.uri, status.id));
    return this.#statusIds.get(note);
  }

  async #statusId(note) {
    const id = this.#statusIds.get(note) ?? (await this.#arrived(note));
    if (!id) {
      throw new Error(`the note ${note} is not known here`);
    }
    return id;
  }

  async #accountId(uri) {
    if (!this.#accountIds.has(uri) && (await this.lookUp(uri)) !== uri) {
      throw new Error(`the account ${uri} cannot be looked up`);
    }
    return this.#accountIds.get(uri);
  }
}

function uris(accounts) {
  return accounts.map((account) => account.uri);
}
