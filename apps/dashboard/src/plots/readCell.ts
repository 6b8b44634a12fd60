/** Bytes of a `.npy` file that say how long its header is: version 1, as this server writes it. */
const HEAD = 10;

/**
 * One value of a float32 matrix in a `.npy` file, by byte ranges: the file may be large.
 * @param index place in the file, row after row
 */
export async function readCell(address: string, index: number, headers: Map<string, Promise<number>>): Promise<number> {
  const start = headers.get(address) ?? readPart(address, 0, HEAD).then((view) => HEAD + view.getUint16(8, true));
  headers.set(address, start);
  start.catch(() => headers.delete(address));
  const from = (await start) + 4 * index;
  return (await readPart(address, from, from + 4)).getFloat32(0, true);
}

/** Bytes `start` to `end` (exclusive). */
async function readPart(address: string, start: number, end: number): Promise<DataView> {
  const response = await fetch(address, { headers: { range: `bytes=${start}-${end - 1}` } });
  if (response.status !== 206)
    throw new Error(`${address}: the server answered ${response.status}, and no part of it.`);
  return new DataView(await response.arrayBuffer());
}
