import {
  type BandPlan,
  type BestMatches,
  bestMatchesOf,
  contentOf,
  type Derivation,
  type Engine,
  importedRecordingOf,
  packBundle,
  RandomSource,
  type Recording,
  RecordingReader,
  type Store,
  writeRecording,
} from '@unitgraph/analysis';

/** Units by samples, row by row. */
export type Rows = readonly (readonly number[])[];

/** Uniform values, from -1 to 1, of so many units. */
export function randomRows(units: number, samples: number, random: RandomSource): number[][] {
  return Array.from({ length: units }, () => Array.from({ length: samples }, () => 2 * random.uniform() - 1));
}

/** Writes rows as a recording and its value, as an import does. */
export async function keepRecording(rows: Rows, store: Store, name = 'made'): Promise<Derivation<Recording>> {
  const [units, samples] = [rows.length, rows[0]?.length ?? 0];
  const values = Float32Array.from({ length: units * samples }, (_, index) =>
    Number(rows[index % units]?.[Math.floor(index / units)]),
  );
  const recording = await writeRecording(values, { units, title: name, key: name }, store);
  const said = { layer: name, network: 'random', probeSet: 'numbers', units, stimuli: samples, positions: 1 };
  const wanted = importedRecordingOf({ ...said, content: contentOf(recording) });
  await store.writeValue(wanted.key, packBundle(recording));
  return wanted;
}

/** Both sides of the definition: per unit, partners by falling correlation in float64, ties by the lower index. */
export interface Expected {
  readonly left: Partners[];
  readonly right: Partners[];
}

type Partners = readonly { readonly partner: number; readonly value: number }[];

/** From the full matrix, every entry summed in float64 in the order of eight lanes. */
export async function fullMatrix(left: Recording, right: Recording, store: Store): Promise<number[][]> {
  const [x, y] = [await centred(left, store), await centred(right, store)];
  return x.map((one) =>
    y.map((other) =>
      one === null || other === null ? Number.NaN : clamped(dot(one.row, other.row) / (one.root * other.root)),
    ),
  );
}

const clamped = (value: number): number => Math.max(-1, Math.min(1, value));

async function centred(recording: Recording, store: Store) {
  const { units, samples, moments, conditions } = recording;
  const values = await new RecordingReader(recording, store).all();
  return Array.from({ length: units }, (_, unit) => {
    if (conditions[unit] !== 0) return null;
    const row = Array.from(
      values.subarray(unit * samples, (unit + 1) * samples),
      (value) => value - moments.mean[unit]!,
    );
    return { row, root: Math.sqrt(moments.squares[unit]!) };
  });
}

function dot(x: readonly number[], y: readonly number[]): number {
  const lanes = new Array<number>(8).fill(0);
  for (const [index, value] of x.entries()) lanes[index % 8]! += value * y[index]!;
  const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
  return a + b + (c + d) + (e + f + (g + h));
}

/** The best of the full matrix. @param itself whether a unit is not its own partner */
export function bestOfMatrix(matrix: readonly (readonly number[])[], kept: number, itself: boolean): Expected {
  const best = (values: readonly number[], unit: number): Partners =>
    values
      .map((value, partner) => ({ partner, value }))
      .filter(({ value, partner }) => !Number.isNaN(value) && !(itself && partner === unit))
      .sort((a, b) => b.value - a.value || a.partner - b.partner)
      .slice(0, kept);
  const columns = (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column]!));
  return { left: matrix.map(best), right: columns.map(best) };
}

/** What was found, in the same form. */
export function asLists({ kept, left, right }: BestMatches): Expected {
  const listsOf = ({ units, partners, values }: typeof left): Partners[] =>
    Array.from({ length: units }, (_, unit) =>
      Array.from(partners.subarray(unit * kept, (unit + 1) * kept), (partner, place) => ({
        partner,
        value: values[unit * kept + place]!,
      })).filter(({ partner }) => partner >= 0),
    );
  return { left: listsOf(left), right: listsOf(right ?? left) };
}

export const SMALL_PLAN: BandPlan = { tileUnits: 8, bandUnits: 16 };

/** Found and expected, of two layers of rows; of one with itself where there is no second. */
export async function both(
  engine: Engine,
  store: Store,
  [one, two]: readonly [Rows, Rows | null],
  kept: number,
  plan: BandPlan = SMALL_PLAN,
): Promise<{ found: Expected; expected: Expected; value: BestMatches }> {
  const left = await keepRecording(one, store, 'left');
  const right = two === null ? left : await keepRecording(two, store, 'right');
  const value = await engine.derive(bestMatchesOf(left, right, { kept, plan }));
  const matrix = await fullMatrix(await engine.derive(left), await engine.derive(right), store);
  return { found: asLists(value), expected: bestOfMatrix(matrix, kept, two === null), value };
}
