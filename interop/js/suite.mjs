// Runs the steps of one suite in order and counts them. A failed step says what was expected and what came.

const STEP_LIMIT_MS = 45_000;

/** What a step throws when the world is not as it should be. */
export class Mismatch extends Error {
  constructor(expected, came) {
    super(`expected ${expected}; came ${came}`);
    this.expected = expected;
    this.came = came;
  }
}

export class Suite {
  #name;
  #passed = 0;
  #failed = 0;

  constructor(name) {
    this.#name = name;
  }

  /** Runs one step; a failure is reported and counted, and the next step still runs. */
  async step(title, work) {
    try {
      const result = await within(STEP_LIMIT_MS, work());
      this.#passed++;
      console.log(`  ok   ${title}`);
      return result;
    } catch (error) {
      this.#failed++;
      console.log(`  FAIL ${title}`);
      console.log(`       expected: ${error.expected ?? "no error"}`);
      console.log(`       came:     ${error.came ?? describe(error)}`);
      return undefined;
    }
  }

  /** Prints the count and gives the exit code. */
  finish() {
    console.log(`${this.#name}: ${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}

/** Fails unless the condition holds. */
export function expect(condition, expected, came) {
  if (!condition) {
    throw new Mismatch(expected, show(came));
  }
}

export function expectEqual(came, expected, what) {
  expect(came === expected, `${what} to be ${show(expected)}`, came);
}

/** Asks `read` again and again until `test` accepts its answer; gives that answer. */
export async function eventually(expected, read, test = Boolean, limitMs = 20_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const came = await read();
    if (test(came)) {
      return came;
    }
    if (Date.now() > end) {
      throw new Mismatch(`${expected} within ${limitMs / 1000} s`, show(came));
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function show(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text === undefined ? "nothing" : text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function describe(error) {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  const status = error.statusCode ? ` [status ${error.statusCode}]` : "";
  return `${error.name}: ${error.message}${status}${cause}`;
}

function within(limitMs, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Mismatch(`an end within ${limitMs / 1000} s`, "none")),
      limitMs,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
