// BullMQ on a Redis that keeps nothing on disk: `node bullmq.mjs PORT`.

import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { countdown, serve } from "./peer.mjs";

const connect = () => new Redis({ port: Number(process.argv[2]), maxRetriesPerRequest: null });
const connection = connect();
const queue = new Queue("tasks", { connection });
const options = { removeOnComplete: true };

await serve({
  fill: (from, to) =>
    queue.addBulk(
      Array.from({ length: to - from }, (_, i) => ({ name: "task", data: { number: from + i }, opts: options })),
    ),
  drain: async (count) => {
    const left = countdown(count);
    const own = connect();
    const worker = new Worker("tasks", async () => left.step(), { connection: own, concurrency: 50 });
    await left.over;
    await worker.close();
    await own.quit();
  },
  close: async () => {
    await queue.close();
    await connection.quit();
  },
});
