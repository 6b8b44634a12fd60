import { useMemo } from 'react';
import type { Cell } from './cellCursor';
import type { Pair } from './curve';
import { inverse } from './permutation';
import type { MatrixPlaces } from './unitMatrix';

/** From units to places in the picture and back, in the order drawn. */
export function useMatrixPlaces(places: MatrixPlaces, partners: Int32Array | null) {
  return useMemo(() => {
    const rowPlaces = inverse(places.rowUnits);
    const columnPlaces = inverse(places.columnUnits);
    const placeOfPartner = (unit: number) => {
      const partner = partners?.[unit] ?? -1;
      return partner < 0 ? -1 : (columnPlaces[partner] ?? -1);
    };
    return {
      /** Null for a pair that the matrix does not have. */
      cellOf(pair: Pair | null): Cell | null {
        const row = pair ? rowPlaces[pair.source] : undefined;
        const column = pair ? columnPlaces[pair.target] : undefined;
        return row === undefined || column === undefined ? null : { row, column };
      },
      pairOf: ({ row, column }: Cell): Pair => ({ source: places.rowUnits[row]!, target: places.columnUnits[column]! }),
      /** Column of the matched partner at each row; -1 without. */
      partnerColumns: partners && places.rowUnits.map(placeOfPartner),
    };
  }, [places, partners]);
}
