// Fedify looks a handle up over https only. On the loopback network of a test there is no TLS, so exactly that
// request is sent to the same host over http; everything else of Fedify stays as it is.

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function lookUpLoopbackHandlesOverHttp() {
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (input instanceof URL && input.pathname === "/.well-known/webfinger") {
      if (input.protocol === "https:" && LOOPBACK.has(input.hostname)) {
        return send(new URL(input.href.replace(/^https:/, "http:")), init);
      }
    }
    return send(input, init);
  };
}
