// A small Fedify server that a test drives: `node peer.mjs PORT`. It prints one line once it listens.

import { serve } from "@hono/node-server";
import { control } from "./control.mjs";
import { LOCKED, newFederation, OPEN } from "./federation.mjs";
import { lookUpLoopbackHandlesOverHttp } from "./plain-http.mjs";
import { Store } from "./store.mjs";

const port = Number(process.argv[2]);
const origin = `http://localhost:${port}`;

lookUpLoopbackHandlesOverHttp();
const store = new Store([OPEN, LOCKED]);
const federation = newFederation(origin, store);
const signatures = { rfc9421: 0, cavage: 0, ed25519: 0, reads: 0 };
const peer = { store, signatures, ctx: federation.createContext(new URL(origin), undefined) };

serve(
  {
    hostname: "127.0.0.1",
    port,
    fetch: (request) => {
      if (new URL(request.url).pathname.startsWith("/control/")) {
        return control(request, peer);
      }
      return receive(request);
    },
  },
  () => console.log(`listening on ${origin}`),
);
async function receive(request) {
  if (request.headers.has("signature")) {
    const input = request.headers.get("signature-input");
    signatures[input ? "rfc9421" : "cavage"]++;
    signatures.ed25519 += input?.includes('alg="ed25519"') ? 1 : 0;
    signatures.reads += request.method === "GET" ? 1 : 0;
  }
  if (request.method === "GET") {
    store.asked.push(new URL(request.url).pathname);
  } else {
    store.keepText(await request.clone().text());
  }
  return federation.fetch(request, { contextData: undefined });
}

process.on("disconnect", () => process.exit(0));
