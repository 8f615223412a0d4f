// What the queues beside Hato's have in common in `benchmarks/run queue`: they read a command from each line of their
// input, `fill N` or `drain N`, and answer with `done` when it is done. Nothing else is on their output.

import { createInterface } from "node:readline";

export const BATCH = 500;

export async function serve({ fill, drain, close }) {
  console.log("done");
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, count] = line.split(" ");
    if (command === "fill") {
      for (let first = 0; first < count; first += BATCH) {
        await fill(first, Math.min(Number(count), first + BATCH));
      }
    } else {
      await drain(Number(count));
    }
    console.log("done");
  }
  await close();
}

/** Counts down and keeps a promise at zero. */
export function countdown(count) {
  let left = count;
  const gate = Promise.withResolvers();
  return {
    step: () => {
      if (--left === 0) gate.resolve();
    },
    over: gate.promise,
  };
}
