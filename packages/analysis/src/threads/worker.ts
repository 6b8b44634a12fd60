import { parentPort } from 'node:worker_threads';
import type { Task } from './task.js';
import type { Answer, Question } from './thread.js';

// What a worker thread runs: answers each question by the task that it names.
parentPort?.on('message', async ({ module, name, common, item }: Question) => {
  const answer = await answerOf(module, name, common, item);
  parentPort?.postMessage(answer);
});

async function answerOf(module: string, name: string, common: unknown, item: unknown): Promise<Answer> {
  try {
    const exported = (await import(module)) as { readonly [name: string]: Task<unknown, unknown, unknown> };
    const task = exported[name];
    if (task === undefined) throw new Error(`${module} exports no task ${name}.`);
    return { result: await task.run(common, item) };
  } catch (error) {
    return { error };
  }
}
