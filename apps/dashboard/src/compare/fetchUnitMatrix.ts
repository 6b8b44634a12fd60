import { readNpy } from '../plots/npy';
import { toUnitMatrix, type UnitMatrix } from '../plots/unitMatrix';

/** All values behind a matrix's address, in the layers' own order. */
export async function fetchUnitMatrix(
  { npy, rows, columns }: { npy: string; rows: number; columns: number },
  signal?: AbortSignal,
): Promise<UnitMatrix> {
  const response = await fetch(npy, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${npy}: the server answered ${response.status} ${response.statusText}.`);
  return toUnitMatrix(readNpy(await response.arrayBuffer()), rows, columns);
}
