// Authorizes as ALICE through the server's pages; the forms are filled by authorize.py.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SCRIPT = fileURLToPath(new URL("../python/authorize.py", import.meta.url));

/** The out-of-band code for these parameters of the authorize page. */
export async function authorizationCode(server, parameters) {
  const page = new URL("/oauth/authorize", server);
  page.search = new URLSearchParams(parameters).toString();
  const limits = { timeout: 60_000 };
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [SCRIPT, page.href], limits);
  return stdout.trim();
}
