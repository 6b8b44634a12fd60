import { toCsv } from '../plots/csv';
import type { FoundUnit } from './foundUnitsDocument';

/** A row for each unit and other network. */
export function foundUnitsCsv(units: readonly FoundUnit[]): string {
  const columns = [
    'unit',
    'excess',
    'mean_best',
    'mean_rotated',
    'found_in',
    'network',
    'partner',
    'correlation',
    'rotated',
    'surplus',
    'found',
  ] as const;
  return toCsv(
    columns,
    units.flatMap(({ unit, excess, best: meanBest, rotated: meanRotated, foundIn, networks }) =>
      networks.map(({ network, best, rotated, surplus, found }) => ({
        unit: unit.id,
        excess,
        mean_best: meanBest,
        mean_rotated: meanRotated,
        found_in: foundIn,
        network: network.slug,
        partner: best?.target.id ?? null,
        correlation: best?.value ?? null,
        rotated,
        surplus,
        found,
      })),
    ),
  );
}
