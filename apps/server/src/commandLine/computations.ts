/** What must be known of a value that is not there yet. Spread in the `... on Computation` branch of a result. */
export const COMPUTATION_FIELDS = '... on Computation { __typename id state title progress stage secondsLeft error }';

/** Work that stands in an answer in the place of a value. */
export interface FoundComputation {
  readonly id: string;
  readonly state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  readonly title: string;
  readonly progress?: number;
  readonly stage?: string | null;
  readonly secondsLeft?: number | null;
  readonly error?: string | null;
}

/** Every computation that an answer holds in place of a value, each once, however deep it lies. */
export function findComputations(answer: unknown): FoundComputation[] {
  const found = new Map<string, FoundComputation>();
  const visit = (part: unknown): void => {
    if (part === null || typeof part !== 'object') return;
    if (Array.isArray(part)) for (const entry of part) visit(entry);
    else if (isComputation(part)) found.set(part.id, part);
    else for (const entry of Object.values(part)) visit(entry);
  };
  visit(answer);
  return [...found.values()];
}

function isComputation(part: object): part is FoundComputation {
  const { __typename, id, state } = part as { __typename?: unknown; id?: unknown; state?: unknown };
  return __typename === 'Computation' && typeof id === 'string' && typeof state === 'string';
}

export function isUnderWay({ state }: FoundComputation): boolean {
  return state === 'QUEUED' || state === 'RUNNING';
}

export function hasFailed({ state }: FoundComputation): boolean {
  return state === 'FAILED' || state === 'CANCELLED';
}
