/** What `Work` is counted in: those that a person would call arithmetic, bytes that are looked at or written, and steps. */
const MEASURED_IN = {
  /** Float32 products on the backend. */
  products: 'operations',
  /** Float64 products, on the backend where it can. */
  preciseProducts: 'operations',
  /** Products of float64 matrices in this process, which most of an eigenproblem or a rotation is. */
  dense: 'operations',
  /** Float64 algebra in plain loops: triangular equations, reflections, transport, random numbers. */
  algebra: 'operations',
  /** Samples that are counted for each pair of units, for joint counts. */
  counting: 'operations',
  /** Numbers that are put in order. */
  ordering: 'operations',
  /** Forward runs of networks. */
  forward: 'operations',
  /** Bytes of numbers that are looked at, one after another: read, centred, copied, added up. */
  scanning: 'bytes',
  /** Bytes that are digested and written. */
  writing: 'bytes',
  /** Questions to the device, however small. */
  calls: 'steps',
  /** What goes to and fro for a value, however small: inputs looked for, the result kept, somebody told. */
  steps: 'steps',
} as const;

export type WorkKind = keyof typeof MEASURED_IN;
export const WORK_KINDS = Object.keys(MEASURED_IN) as WorkKind[];

/** How much there is to do, of each kind: operations, bytes or steps. Each kind has a rate of its own on every device. */
export type Work = { readonly [Kind in WorkKind]?: number };

/** What is done in a second, of each kind. */
export type Rates = { readonly [Kind in WorkKind]: number };

export function addWork(works: readonly Work[]): Work {
  const sum: { [Kind in WorkKind]?: number } = {};
  for (const work of works) for (const kind of WORK_KINDS) sum[kind] = (sum[kind] ?? 0) + (work[kind] ?? 0);
  return sum;
}

/** The same work so many times. */
export function timesWork(work: Work, times: number): Work {
  return Object.fromEntries(Object.entries(work).map(([kind, amount]) => [kind, times * amount]));
}

export function secondsOfWork(work: Work, rates: Rates): number {
  return WORK_KINDS.reduce((sum, kind) => sum + (work[kind] ?? 0) / rates[kind], 0);
}

/** Operations and bytes in all. */
export function sizeOfWork(work: Work): { readonly flops: number; readonly bytes: number } {
  const sumOf = (unit: string) =>
    WORK_KINDS.reduce((sum, kind) => sum + (MEASURED_IN[kind] === unit ? (work[kind] ?? 0) : 0), 0);
  return { flops: sumOf('operations'), bytes: sumOf('bytes') };
}
