import type { BaselineKind, Rule } from '../plots/curve';
import { bandOf, type DepthBand, type DepthSeries } from '../plots/depth';
import type { ConvergencePair, ConvergencePoint } from './convergenceDocument';
import { type Spans, spanKey } from './intervalsDocument';

export type DepthRule = Exclude<Rule, 'MUTUAL'>;
const fields = { GREEDY: 'greedy', ASSIGNMENT: 'assignment' } as const;
const baselineFields = { PERMUTATION: 'permutation', ROTATION: 'rotation' } as const;

export const pairKey = ({ left, right }: ConvergencePair): string => `${left.slug} ${right.slug}`;
export const pairLabel = ({ left, right }: ConvergencePair): string => `${left.name} with ${right.name}`;

function matchingAt(point: ConvergencePoint | undefined, rule: DepthRule) {
  if (point?.comparison.__typename !== 'LayerComparison') return null;
  const matching = point.comparison[fields[rule]];
  return matching.__typename === 'Matching' ? matching : null;
}

export function meanAt(pair: ConvergencePair, layer: string, rule: DepthRule): number | null {
  return matchingAt(pointAt(pair, layer), rule)?.mean ?? null;
}

export function agreementAt(pair: ConvergencePair, layer: string): number | null {
  return matchingAt(pointAt(pair, layer), 'ASSIGNMENT')?.agreement ?? null;
}

export function baselineAt(pair: ConvergencePair, layer: string, rule: DepthRule, kind: BaselineKind): number | null {
  const baseline = matchingAt(pointAt(pair, layer), rule)?.[baselineFields[kind]];
  return baseline?.__typename === 'Baseline' ? baseline.mean : null;
}

export function pointAt(pair: ConvergencePair, layer: string): ConvergencePoint | undefined {
  return pair.points.find((point) => point.layer === layer);
}

/** Mean over the pairs that have the number, with how many do; null while none has. */
export function meanOver(
  pairs: readonly ConvergencePair[],
  numberOf: (pair: ConvergencePair) => number | null,
): number | null {
  const numbers = pairs.map(numberOf).filter((number) => number !== null);
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** A line for each pair under each rule, with the intervals that are known. */
export function seriesOf(pairs: readonly ConvergencePair[], layers: readonly string[], spans: Spans): DepthSeries[] {
  return (['GREEDY', 'ASSIGNMENT'] as const).map((rule) => ({
    rule,
    lines: pairs.map((pair) => ({
      key: pairKey(pair),
      label: pairLabel(pair),
      values: layers.map((layer) => meanAt(pair, layer, rule)),
      spans: layers.map((layer) => spans.get(spanKey(pair, layer, rule)) ?? null),
    })),
  }));
}

/** What the baselines give under one rule: lowest to highest over the pairs. */
export function bandsOf(pairs: readonly ConvergencePair[], layers: readonly string[], rule: DepthRule): DepthBand[] {
  return (['ROTATION', 'PERMUTATION'] as const).flatMap((kind) => {
    const lines = pairs.map((pair) => layers.map((layer) => baselineAt(pair, layer, rule, kind)));
    const known = lines.some((line) => line.some((value) => value !== null));
    return known ? [{ kind, rule, ...bandOf(lines, layers.length) }] : [];
  });
}
