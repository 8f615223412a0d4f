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
const peer = { store, ctx: federation.createContext(new URL(origin), undefined) };

serve(
  {
    hostname: "127.0.0.1",
    port,
    fetch: (request) =>
      new URL(request.url).pathname.startsWith("/control/")
        ? control(request, peer)
        : federation.fetch(request, { contextData: undefined }),
  },
  () => console.log(`listening on ${origin}`),
);
process.on("disconnect", () => process.exit(0));
