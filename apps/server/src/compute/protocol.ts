import type {
  BackendName,
  BackendReport,
  Calibration,
  ChosenLayer,
  ComputationEvent,
  Derivation,
  ModelDescription,
  PlannedStimuli,
  ProbeSetLimits,
  ProbeSetOptions,
} from '@unitgraph/analysis';
import type { DraftToConvert } from '../imports/convertDraft.js';
import type { Asker } from './asker.js';

/** What the server can ask of the compute process: by name, what goes there and what comes back. */
export interface Questions {
  /** Computes a value into the store. */
  derive: { ask: { derivation: Derivation } & Asker; answer: null };
  /** Somebody else asks for what is being computed. */
  join: { ask: { key: string } & Asker; answer: null };
  /** True when there was something to stop. */
  cancel: { ask: { key: string }; answer: boolean };
  /** Removes a value, from the memory of the process too. */
  forget: { ask: { key: string }; answer: null };
  /** Reads a model's blob, finds its layers, and runs one zero input through it. */
  describe: { ask: { blob: string; layers: readonly ChosenLayer[] }; answer: ModelDescription };
  /** Looks through a file of stimuli, decoding none of them. */
  look: { ask: StimuliToLookAt; answer: StimuliSummary };
  engine: { ask: null; answer: EngineDescription };
  /** Makes shards of recordings out of a file of arrays. */
  convert: { ask: DraftToConvert; answer: null };
}

export interface StimuliToLookAt {
  readonly file: string;
  readonly options: ProbeSetOptions;
  readonly limits: ProbeSetLimits;
}

/** What a file of stimuli holds, with the names of the first few. */
export type StimuliSummary = Omit<PlannedStimuli, 'make' | 'labels'> & {
  readonly classes: readonly string[];
  /** Stimuli of each class, in their order. */
  readonly perClass: readonly number[];
};

export interface EngineDescription {
  readonly backend: string;
  readonly device: string;
  readonly backends: readonly BackendReport[];
  /** Null until something was computed. */
  readonly calibration: Calibration | null;
}

export type QuestionName = keyof Questions;

export type Question = {
  [Name in QuestionName]: { readonly id: number; readonly name: Name; readonly ask: Questions[Name]['ask'] };
}[QuestionName];

/** An error that crossed a process boundary: what a person may read, and whether it was meant for people. */
export interface Failure {
  readonly kind: 'refusal' | 'storage' | 'cancelled' | 'defect';
  readonly message: string;
  readonly remedy: string;
}

export type Report =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'event'; readonly event: ComputationEvent };

/** What the compute process needs to know to begin: sent as its one argument. */
export interface Beginning {
  readonly home: string;
  readonly backend: BackendName | null;
  /** A module whose `candidates` are the backends in the order of preference; those of this version where there is none. */
  readonly candidates?: string;
  /** Why backends are not to be tried, by name: the process ended in them. */
  readonly passedOver?: { readonly [Name in BackendName]?: string };
  /** Bytes that it may use. */
  readonly memoryBytes: number;
}
