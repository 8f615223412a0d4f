// graphile-worker as its documentation advises for throughput: `node graphile.mjs postgres://…`.

import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { countdown, serve } from "./peer.mjs";

const connectionString = process.argv[2];
const logger = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});
const utils = await makeWorkerUtils({ connectionString, logger });
await utils.migrate();

await serve({
  fill: (from, to) =>
    utils.addJobs(Array.from({ length: to - from }, (_, i) => ({ identifier: "task", payload: { number: from + i } }))),
  drain: async (count) => {
    const left = countdown(count);
    const runner = await run({
      logger,
      noHandleSignals: true,
      taskList: { task: async () => left.step() },
      preset: {
        worker: {
          connectionString,
          concurrentJobs: 24,
          maxPoolSize: 10,
          localQueue: { size: 500 },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
    await left.over;
    await runner.stop();
  },
  close: () => utils.release(),
});
