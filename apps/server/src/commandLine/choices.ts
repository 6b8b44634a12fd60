import { InvalidArgumentError } from 'commander';

/** A parser of an option for the `option` of commander: a whole number of a range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** Seconds, fractions included. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a number of seconds, 0 or more.');
}

export function oneNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number, for example 0.0625 or 1/255 written as 0.00392157.');
}

/** `0.485,0.456,0.406`. */
export function numbers(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.every(Number.isFinite)) return values;
  throw new InvalidArgumentError('Give numbers with commas between them, one a channel: 0.485,0.456,0.406.');
}

/** One of the values of an enum of the graph, written as people like: `all-positions` is ALL_POSITIONS. */
export function oneOf<Value extends string>(values: readonly Value[]): (text: string) => Value {
  return (text) => {
    const found = values.find((value) => value === text.trim().toUpperCase().replaceAll('-', '_'));
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Give one of ${values.map(asOption).join(', ')}.`);
  };
}

export function asOption(value: string): string {
  return value.toLowerCase().replaceAll('_', '-');
}

/** A short name, as the server takes it. */
export function slug(text: string): string {
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(text)) return text;
  throw new InvalidArgumentError(
    'Give up to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit.',
  );
}

export interface ReductionChoice {
  readonly kind: 'ALL_POSITIONS' | 'MEAN' | 'MAX' | 'SAMPLED';
  readonly positions?: number;
  readonly seed?: number;
}

/** `all-positions`, `mean`, `max`, `sampled:16` or `sampled:16:SEED`. */
export function reduction(text: string): ReductionChoice {
  const [kind = '', positions, seed, ...more] = text.toLowerCase().replaceAll('_', '-').split(':');
  if (
    kind === 'sampled' &&
    /^[1-9]\d{0,6}$/.test(positions ?? '') &&
    /^\d{0,10}$/.test(seed ?? '') &&
    more.length === 0
  )
    return { kind: 'SAMPLED', positions: Number(positions), ...(seed ? { seed: Number(seed) } : {}) };
  if (positions === undefined && kind === 'all-positions') return { kind: 'ALL_POSITIONS' };
  if (positions === undefined && (kind === 'mean' || kind === 'max')) return { kind: kind === 'mean' ? 'MEAN' : 'MAX' };
  throw new InvalidArgumentError(
    'Give all-positions, mean, max, or sampled:POSITIONS[:SEED], for example sampled:16:0.',
  );
}

export interface ResizeChoice {
  readonly shorterSide?: number;
  readonly height?: number;
  readonly width?: number;
}

/** `256`, the shorter side, or `224x224`, height and width. */
export function resize(text: string): ResizeChoice {
  const [, first, second] = /^(\d{1,5})(?:x(\d{1,5}))?$/i.exec(text.trim()) ?? [];
  if (first === undefined)
    throw new InvalidArgumentError('Give the shorter side, like 256, or height and width, like 224x224.');
  return second === undefined ? { shorterSide: Number(first) } : { height: Number(first), width: Number(second) };
}

export interface LayerChoice {
  readonly tensor: string;
  readonly name?: string;
  readonly unitAxis?: number;
}

/** `TENSOR[,name=NAME][,axis=AXIS]`, gathered over all its uses. */
export function layerChoices(text: string, before: readonly LayerChoice[] = []): LayerChoice[] {
  // From behind: names of tensors may hold commas.
  let rest = text;
  let choice: Partial<LayerChoice> = {};
  for (;;) {
    const [, tensor, what, value] = /^(.*),(name|axis)=([^,]*)$/s.exec(rest) ?? [];
    if (tensor === undefined) break;
    if (what === 'name') choice = { name: value, ...choice };
    else if (/^-?\d{1,3}$/.test(value ?? '')) choice = { unitAxis: Number(value), ...choice };
    else throw new InvalidArgumentError('axis is a whole number: from 0, or from -1 for the last one.');
    rest = tensor;
  }
  if (rest === '') throw new InvalidArgumentError('Give TENSOR[,name=NAME][,axis=AXIS].');
  return [...before, { tensor: rest, ...choice }];
}

/** Names with commas between them, gathered over all uses of the option. */
export function names(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((name) => name.trim())].filter((name) => name !== '');
}
