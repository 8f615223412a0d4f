// The smallest client of the Mastodon API. It sends no User-Agent, as some real clients do not.

import { request } from "node:http";

export class MastodonApi {
  #base;
  #token;

  constructor(base, token) {
    this.#base = base;
    this.#token = token;
  }

  get(path, params = {}) {
    const query = new URLSearchParams(params).toString();
    return this.#ask("GET", query ? `${path}?${query}` : path);
  }

  post(path, body) {
    return this.#ask("POST", path, body);
  }

  put(path, body) {
    return this.#ask("PUT", path, body);
  }

  patch(path, body) {
    return this.#ask("PATCH", path, body);
  }

  delete(path) {
    return this.#ask("DELETE", path);
  }

  /** Like `get`, but undefined for a 404. */
  async find(path) {
    try {
      return await this.get(path);
    } catch (error) {
      if (error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async #ask(method, path, body) {
    const { status, text } = await this.#exchange(method, path, body && JSON.stringify(body));
    if (status < 200 || status > 299) {
      const error = new Error(`${method} ${path.split("?")[0]} gave ${status}: ${text.slice(0, 300)}`);
      throw Object.assign(error, { status });
    }
    return JSON.parse(text);
  }

  #exchange(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}`, Accept: "application/json" };
    if (body) {
      headers["Content-Type"] = "application/json";
      headers["Content-Length"] = Buffer.byteLength(body);
    }
    const url = new URL(path, this.#base);
    return new Promise((resolve, reject) => {
      const exchange = request(url, { method, headers, timeout: 20_000 }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode, text }));
        response.on("error", reject);
      });
      exchange.on("timeout", () => exchange.destroy(new Error(`${method} ${path} timed out`)));
      exchange.on("error", reject);
      exchange.end(body);
    });
  }
}
