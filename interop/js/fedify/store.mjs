// What the peer knows, in memory: its actors' relationships, the notes it has seen, and what it received.

export class Store {
  #actors = new Map();
  notes = new Map();
  sent = new Map();
  received = new Map();
  log = [];
  texts = new Map();
  asked = [];

  constructor(identifiers) {
    for (const identifier of identifiers) {
      this.#actors.set(identifier, {
        followers: new Map(),
        requests: new Map(),
        following: new Map(),
        keyPairs: undefined,
      });
    }
  }

  /** Keeps the very text of a delivered activity by its id. */
  keepText(text) {
    this.texts.set(JSON.parse(text).id, text);
  }

  /** The relationships of a local actor, or undefined when there is no such actor. */
  actor(identifier) {
    return this.#actors.get(identifier);
  }

  /** Keeps a note, local or received; a second call with the same id changes its text only. */
  putNote(uri, { author, text, inReplyTo, isPublic }) {
    const known = this.notes.get(uri);
    if (known) {
      known.text = text;
    } else {
      this.notes.set(uri, {
        author,
        text,
        inReplyTo,
        isPublic,
        likes: new Set(),
        boosts: new Set(),
      });
    }
  }

  /** The activity with this id that was sent, when it was a follow of `target`. */
  sentFollow(id, target) {
    const sent = id && this.sent.get(id);
    return sent?.kind === "Follow" && sent.target === target ? sent : undefined;
  }
}
