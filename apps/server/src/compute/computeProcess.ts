import {
  Cancelled,
  type Candidate,
  describeNetwork,
  Engine,
  Refusal,
  readModel,
  type Selection,
  selectBackend,
} from '@unitgraph/analysis';
import { convertDraft } from '../imports/convertDraft.js';
import { FolderStore } from '../storage/folderStore.js';
import { StorageProblem } from '../storage/storageProblem.js';
import { tellAtWork } from './backendAtWork.js';
import { lookAtStimuli } from './lookAtStimuli.js';
import type { Beginning, EngineDescription, Failure, Question, Report } from './protocol.js';

/**
 * The compute process: holds the engine, answers the server's questions. It is a process of its own because native
 * inference blocks its thread and may crash; values reach the server through the store.
 */
const beginning = JSON.parse(process.argv[2] ?? '{}') as Beginning;
const store = new FolderStore(beginning.home);

let selection: Promise<Selection> | undefined;
const selected = (): Promise<Selection> => {
  selection ??= select().catch((error: unknown) => {
    // Asked again, it is tried again.
    selection = undefined;
    throw error;
  });
  return selection;
};
async function select(): Promise<Selection> {
  const { backend, candidates, passedOver } = beginning;
  const own = candidates === undefined ? {} : ((await import(candidates)) as { candidates: readonly Candidate[] });
  return selectBackend({ ...own, prefer: backend ?? undefined, passedOver, watch: tellAtWork() });
}
const engine = new Engine({
  store,
  backend: async () => (await selected()).backend,
  memoryBytes: beginning.memoryBytes,
});

const report = (message: Report): void => {
  // The server may be gone already; 'disconnect' then ends this process.
  process.send?.(message, undefined, undefined, () => {});
};
engine.subscribe((event) => {
  // Parameters hold those of all inputs, a megabyte for a matrix of layers: the name says which one it is.
  report({ type: 'event', event: { ...event, derivation: { ...event.derivation, parameters: {} } } });
});

async function answer(question: Question): Promise<unknown> {
  switch (question.name) {
    case 'derive':
      await engine.derive(question.ask.derivation, question.ask);
      return null;
    case 'join':
      engine.join(question.ask.key, question.ask);
      return null;
    case 'cancel':
      return engine.cancel(question.ask.key);
    case 'forget':
      await engine.forget(question.ask.key);
      return null;
    case 'describe':
      return describeNetwork(await readModel(question.ask.blob, store), question.ask.layers);
    case 'look':
      return lookAtStimuli(question.ask, store);
    case 'engine':
      return describeEngine();
    case 'convert':
      await convertDraft(store, question.ask);
      return null;
  }
}

async function describeEngine(): Promise<EngineDescription> {
  const { backend, reports } = await selected();
  return { backend: backend.name, device: backend.device, backends: reports, calibration: engine.calibration ?? null };
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Cancelled) return { kind: 'cancelled', message, remedy: '' };
  if (error instanceof Refusal) {
    return { kind: error instanceof StorageProblem ? 'storage' : 'refusal', message, remedy: error.remedy };
  }
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
