'use client';

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BoxSummary } from '../plots/levels';
import { readNpy } from '../plots/npy';
import { type Tile, Tiles } from '../plots/tiles';
import type { MatrixData } from './matrixDocument';

/** The tiles of a matrix in its order, by mean or by strongest value; drawn anew as they come. */
export function useTiles(
  file: MatrixData,
  summary: BoxSummary,
): { tiles: Tiles; error: Error | null; retry: () => void } {
  const { rows, columns } = file;
  const address = `${file.tiles}/${summary.toLowerCase()}`;
  const [failed, setFailed] = useState<{ address: string; error: Error } | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  const tiles = useMemo(
    () =>
      new Tiles(
        rows,
        columns,
        summary,
        (name) => fetchTile(`${address}/${name}.npy`),
        (error) => setFailed({ address, error }),
      ),
    [rows, columns, summary, address, attempt],
  );
  useSyncExternalStore(
    tiles.subscribe,
    () => tiles.version,
    () => 0,
  );
  // Before the view is known: what stands for all of it.
  useEffect(() => tiles.want({ level: tiles.coarsest, top: 0, left: 0, bottom: 1, right: 1 }), [tiles]);
  const retry = useCallback(() => {
    setFailed(null);
    setAttempt((count) => count + 1);
  }, []);
  return { tiles, error: failed?.address === address ? failed.error : null, retry };
}

async function fetchTile(address: string): Promise<Tile> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: the server answered ${response.status} ${response.statusText}.`);
  const { shape, values } = readNpy(await response.arrayBuffer());
  const [rows = 0, columns = 0] = shape;
  return { rows, columns, values };
}
