// Notes as documents, and who gets them.

import { Mention, Note, PUBLIC_COLLECTION } from "@fedify/vocab";

/** The document of a local note. `values` are the identifier of its author and its own id. */
export function renderNote(ctx, values, note, updated) {
  const followers = ctx.getFollowersUri(values.identifier);
  const mentioned = note.mentions.map((mention) => new URL(mention.href));
  return new Note({
    id: ctx.getObjectUri(Note, values),
    url: ctx.getObjectUri(Note, values),
    attribution: ctx.getActorUri(values.identifier),
    content: `<p>${escape(note.text)}</p>`,
    published: note.published,
    updated,
    tos: note.isPublic ? [PUBLIC_COLLECTION] : [followers],
    ccs: note.isPublic ? [followers, ...mentioned] : mentioned,
    replyTarget: note.inReplyTo ? new URL(note.inReplyTo) : null,
    tags: note.mentions.map(
      (mention) => new Mention({ href: new URL(mention.href), name: mention.name }),
    ),
  });
}

/** A remote actor as a recipient, with the name that a mention of it shows. */
export async function lookUpActor(ctx, identifier, uri) {
  const documentLoader = await ctx.getDocumentLoader({ identifier });
  const actor = await ctx.lookupObject(uri, { documentLoader });
  if (!actor?.inboxId) {
    throw new Error(`${uri} is not an actor that can be reached`);
  }
  return actor;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
