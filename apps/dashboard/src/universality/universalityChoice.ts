import { oneOf } from '../address/useAddress';

/** In which of the networks units are found; the first says nothing about it. */
export const standings = ['ANY', 'ALL', 'SOME', 'ONE'] as const;
export type Standing = (typeof standings)[number];
export const unitOrders = ['EXCESS', 'BEST', 'FOUND_IN', 'INDEX'] as const;
export type UnitOrder = (typeof unitOrders)[number];
export const scopes = ['SAME_LAYER', 'ANY_LAYER'] as const;
export type Scope = (typeof scopes)[number];
export const cycleRules = ['ASSIGNMENT', 'GREEDY'] as const;
export type CycleRule = (typeof cycleRules)[number];

/** What the Universality page shows besides networks and layers, as its address says it. */
export interface UniversalityChoice {
  /** Surplus over rotation above which a unit is found. */
  readonly threshold: number;
  readonly scope: Scope;
  readonly found: Standing;
  readonly order: UnitOrder;
  /** The one layer whose units are listed; null for those of all that are chosen. */
  readonly layer: string | null;
  readonly rule: CycleRule;
  /** The layer whose walks are listed; null for the first. */
  readonly walks: string | null;
}

/**
 * Where the slider begins. Units of language models are called universal above 0.5 (Gurnee et al. 2024); in layers of some
 * dozen units rotation alone reaches so far that hardly any surplus could.
 */
export const USUAL_THRESHOLD = 0.1;
export const HIGHEST_THRESHOLD = 0.6;
export const THRESHOLD_STEP = 0.01;

export function readChoice(params: { get(key: string): string | null }): UniversalityChoice {
  return {
    threshold: readThreshold(params.get('threshold')),
    scope: oneOf(scopes, params.get('scope')),
    found: oneOf(standings, params.get('found')),
    order: oneOf(unitOrders, params.get('order')),
    layer: params.get('layer'),
    rule: oneOf(cycleRules, params.get('rule')),
    walks: params.get('walks'),
  };
}

/** The keys of the address that a change sets; what is usual is left out. */
export function writeChoice(change: Partial<UniversalityChoice>): Record<string, string | null> {
  const usual = readChoice({ get: () => null });
  const written: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(change)) {
    written[key] = value === null || value === usual[key as keyof UniversalityChoice] ? null : String(value);
  }
  return written;
}

function readThreshold(text: string | null): number {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= 2 ? value : USUAL_THRESHOLD;
}
