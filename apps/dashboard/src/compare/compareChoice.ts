import { oneOf } from '../address/useAddress';
import type { Pair, Rule } from '../plots/curve';
import type { Measure } from '../plots/measureLooks';

export type MatrixOrder = 'MATCHED' | 'BY_BEST' | 'CLUSTERED' | 'ORIGINAL';
/** The ways to look at two layers. */
export type CompareView = 'UNITS' | 'LAYERS' | 'PREDICTION' | 'CLUSTERS';
export type ReductionKind = 'ALL_POSITIONS' | 'MEAN' | 'MAX' | 'SAMPLED';

/** What the Compare page shows, as its address says it; null and the first values where it says nothing. */
export interface CompareChoice {
  readonly left: string | null;
  readonly right: string | null;
  readonly probeSet: string | null;
  readonly reduction: ReductionKind;
  readonly view: CompareView;
  readonly by: Measure;
  readonly rule: Rule;
  readonly order: MatrixOrder;
  /** The pair that was opened. */
  readonly opened: Pair | null;
}

export const views = ['UNITS', 'LAYERS', 'PREDICTION', 'CLUSTERS'] as const satisfies readonly CompareView[];
export const measures = ['PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION'] as const satisfies readonly Measure[];
export const rules = ['ASSIGNMENT', 'GREEDY', 'MUTUAL'] as const satisfies readonly Rule[];
export const orders = ['MATCHED', 'BY_BEST', 'CLUSTERED', 'ORIGINAL'] as const satisfies readonly MatrixOrder[];
export const reductions = ['ALL_POSITIONS', 'MEAN', 'MAX', 'SAMPLED'] as const satisfies readonly ReductionKind[];

/** Positions of each stimulus that `SAMPLED` draws here. */
export const SAMPLED_POSITIONS = 4;

export function readChoice(params: { get(key: string): string | null }): CompareChoice {
  const [source, target] = [unitIndex(params.get('source')), unitIndex(params.get('target'))];
  return {
    left: params.get('left'),
    right: params.get('right'),
    probeSet: params.get('probeSet'),
    reduction: oneOf(reductions, params.get('reduction')),
    view: oneOf(views, params.get('view')),
    by: oneOf(measures, params.get('by')),
    rule: oneOf(rules, params.get('rule')),
    order: oneOf(orders, params.get('order')),
    opened: source === null || target === null ? null : { source, target },
  };
}

/** The keys of the address that a change sets; what is usual is left out. */
export function writeChoice(change: Partial<CompareChoice>): Record<string, string | null> {
  const written: Record<string, string | null> = {};
  for (const key of ['left', 'right', 'probeSet'] as const) {
    const value = change[key];
    if (value !== undefined) written[key] = value;
  }
  const usual = { reduction: reductions[0], view: views[0], by: measures[0], rule: rules[0], order: orders[0] };
  for (const key of ['reduction', 'view', 'by', 'rule', 'order'] as const) {
    const value = change[key];
    if (value !== undefined) written[key] = value === usual[key] ? null : value;
  }
  if (change.opened !== undefined) {
    written.source = change.opened && String(change.opened.source);
    written.target = change.opened && String(change.opened.target);
  }
  return written;
}

/** What to say to the API; nothing for what it does by itself. */
export function reductionInput(kind: ReductionKind) {
  if (kind === 'ALL_POSITIONS') return undefined;
  return kind === 'SAMPLED' ? { kind, positions: SAMPLED_POSITIONS, seed: 0 } : { kind };
}

function unitIndex(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
