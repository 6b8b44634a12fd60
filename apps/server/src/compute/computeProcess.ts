import {
  type BackendName,
  Cancelled,
  type Derivation,
  describeModel,
  Engine,
  inputsOf,
  Refusal,
  readKept,
  type Selection,
  selectBackend,
} from '@unitgraph/analysis';
import { FolderStore } from '../storage/folderStore.js';
import type { Beginning, EngineDescription, Failure, Question, Report } from './protocol.js';

/**
 * The compute process: holds the engine, answers the server's questions. It is a process of its own because native
 * inference blocks its thread and may crash; values reach the server through the store.
 */
const beginning = JSON.parse(process.argv[2] ?? '{}') as Beginning;
const store = new FolderStore(beginning.home);

let selection: Promise<Selection> | undefined;
const selected = (): Promise<Selection> => {
  // The check of the name was made where the environment was read.
  selection ??= selectBackend({ prefer: (beginning.backend as BackendName | null) ?? undefined });
  return selection;
};
const openEngine = (): Engine => {
  const opened = new Engine({ store, backend: async () => (await selected()).backend });
  opened.subscribe((event) => report({ type: 'event', event }));
  return opened;
};

const report = (message: Report): void => {
  // The server may be gone already; 'disconnect' then ends this process.
  process.send?.(message, undefined, undefined, () => {});
};
let engine = openEngine();

async function answer(question: Question): Promise<unknown> {
  switch (question.name) {
    case 'derive':
      return derive(question.ask.derivation, question.ask.priority);
    case 'cancel':
      return looking.delete(question.ask.key) || engine.cancel(question.ask.key);
    case 'estimate':
      return engine.estimate(question.ask.derivation);
    case 'describe':
      return describeModel(await store.readBlob(question.ask.blob));
    case 'engine':
      return describeEngine();
  }
}

/** Keys whose files are being looked at: the engine does not know of them yet, and they can be cancelled already. */
const looking = new Set<string>();

async function derive(wanted: Derivation, priority: number): Promise<null> {
  looking.add(wanted.key);
  const damaged = await standsOnDamage(wanted);
  if (!looking.delete(wanted.key)) throw new Cancelled(wanted.title);
  // The engine holds values in memory and trusts that their files are there. A new one believes the store alone, and makes
  // anew what is damaged; what the old one is at goes on.
  if (damaged) engine = openEngine();
  await engine.derive(wanted, { priority });
  return null;
}

/** Whether files of the value, or of one that it is made of, are gone or cut off. */
async function standsOnDamage(wanted: Derivation): Promise<boolean> {
  if ((await readKept(store, wanted)).problem !== null) return true;
  for (const input of inputsOf(wanted)) if (await standsOnDamage(input)) return true;
  return false;
}

async function describeEngine(): Promise<EngineDescription> {
  const { backend, reports } = await selected();
  return { backend: backend.name, device: backend.device, backends: reports, calibration: engine.calibration ?? null };
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Cancelled) return { kind: 'cancelled', message, remedy: '' };
  if (error instanceof Refusal) return { kind: 'refusal', message, remedy: error.remedy };
  console.error(error);
  return { kind: 'defect', message: message.split('\n')[0] ?? message, remedy: '' };
}

process.on('message', (question: Question) => {
  answer(question).then(
    (result) => report({ type: 'answer', id: question.id, answer: result }),
    (error: unknown) => report({ type: 'failure', id: question.id, failure: failureOf(error) }),
  );
});
// The server ended, in whatever way: nobody is left to ask, and what is finished is in the store.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes: the server decides when this one ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
