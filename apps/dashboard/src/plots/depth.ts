import type { BaselineKind, Rule } from './curve';

/** A value for each layer, in depth order; null where there is none (yet). */
export type DepthValues = readonly (number | null)[];

export interface DepthLine {
  readonly key: string;
  /** In words: `alexnet-1 and alexnet-2`. */
  readonly label: string;
  readonly values: DepthValues;
  /** Between which numbers each value lies, where that is known. */
  readonly spans: readonly (DepthSpan | null)[];
}

export type DepthSpan = readonly [low: number, high: number];

export interface DepthSeries {
  readonly rule: Rule;
  readonly lines: readonly DepthLine[];
}

export interface DepthBand {
  readonly kind: BaselineKind;
  readonly rule: Rule;
  readonly low: DepthValues;
  readonly mean: DepthValues;
  readonly high: DepthValues;
}

/** Mean of the numbers at each layer; null where no line has one yet. */
export function meanLine(lines: readonly DepthValues[], layers: number): (number | null)[] {
  return perLayer(lines, layers, (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}

/** Lowest, mean and highest number at each layer. */
export function bandOf(lines: readonly DepthValues[], layers: number): Pick<DepthBand, 'low' | 'mean' | 'high'> {
  return {
    low: perLayer(lines, layers, (numbers) => Math.min(...numbers)),
    mean: meanLine(lines, layers),
    high: perLayer(lines, layers, (numbers) => Math.max(...numbers)),
  };
}

/** The span to draw: zero or the lowest value to the highest one, a tenth as the grain, at least 0..0.5. */
export function depthSpan(series: readonly DepthSeries[], bands: readonly DepthBand[]): [number, number] {
  const all = [
    ...series.flatMap(({ lines }) =>
      lines.flatMap(({ values, spans }) => [...values, ...spans.flatMap((span) => span ?? [])]),
    ),
    ...bands.flatMap(({ low, high }) => [...low, ...high]),
  ].filter((value): value is number => value !== null);
  const low = Math.floor(Math.min(0, ...all) * 10 + 1e-9) / 10;
  return [low, Math.min(1, Math.ceil(Math.max(0.5, ...all) * 10 + 0.2) / 10)];
}

function perLayer(lines: readonly DepthValues[], layers: number, reduce: (numbers: number[]) => number) {
  return Array.from({ length: layers }, (_, layer) => {
    const numbers = lines.map((line) => line[layer]).filter((value): value is number => typeof value === 'number');
    return numbers.length === 0 ? null : reduce(numbers);
  });
}

/** One value of one pair. */
export interface DepthPoint {
  readonly rule: Rule;
  readonly key: string;
  readonly label: string;
  readonly layer: number;
  readonly value: number;
}

export function depthPoints(series: readonly DepthSeries[]): DepthPoint[] {
  return series.flatMap(({ rule, lines }) =>
    lines.flatMap(({ key, label, values }) =>
      values.flatMap((value, layer) => (value === null ? [] : [{ rule, key, label, layer, value }])),
    ),
  );
}

/** Where an arrow key leads: along a pair's line, or up and down through the values of a layer. Null for other keys. */
export function stepDepth(points: readonly DepthPoint[], from: DepthPoint | null, key: string): DepthPoint | null {
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const upwards = { ArrowUp: 1, ArrowDown: -1 }[key];
  if ((sideways === undefined && upwards === undefined) || points.length === 0) return null;
  if (!from) return points[0]!;
  if (sideways !== undefined) {
    const line = points.filter((point) => point.rule === from.rule && point.key === from.key);
    return line.find(({ layer }) => layer === from.layer + sideways) ?? from;
  }
  const column = points.filter(({ layer }) => layer === from.layer).sort((one, other) => one.value - other.value);
  const present = column.findIndex((point) => point.rule === from.rule && point.key === from.key);
  return column[present + upwards!] ?? from;
}
