import { Refusal } from '../errors.js';

/** Units of several networks side by side, first all of the first network, in the order of their index. */
export interface JoinedUnits {
  readonly count: number;
  /** How many networks were joined. */
  readonly networks: number;
  /** Of each joined unit: which network it is from, by position in the list that was joined. */
  readonly network: Uint8Array;
  /** Of each joined unit: its index in its network's layer. */
  readonly unit: Int32Array;
  /** Units without variance of each network: they take no part. */
  readonly leftOut: Int32Array;
  /** count x count, symmetric, Pearson, -1..1, ones on the diagonal. */
  readonly correlation: Float64Array;
}

/**
 * The correlations of all live units of several networks among each other, within and between networks, as one matrix.
 * @param conditions of each network's units, as a recording has them: 0 live
 * @param between rows x columns correlations of network `row` with network `column`; asked for row <= column only
 * @throws Refusal with fewer than two live units
 */
export function joinUnits(
  conditions: readonly Uint8Array[],
  between: (row: number, column: number) => Float64Array,
): JoinedUnits {
  const live = conditions.map((units) => [...units.keys()].filter((unit) => units[unit] === 0));
  const count = live.reduce((sum, units) => sum + units.length, 0);
  if (count < 2) {
    throw new Refusal(
      `Clusters need at least two units that vary, and there ${count === 1 ? 'is one' : 'are none'}.`,
      'Choose layers whose units respond to the probe set.',
    );
  }
  const starts = live.map((_, network) => live.slice(0, network).reduce((sum, units) => sum + units.length, 0));
  const correlation = new Float64Array(count * count);
  live.forEach((rows, rowNetwork) => {
    live.forEach((columns, columnNetwork) => {
      if (columnNetwork < rowNetwork) return;
      const block = between(rowNetwork, columnNetwork);
      const width = (conditions[columnNetwork] as Uint8Array).length;
      rows.forEach((row, index) => {
        const place = (starts[rowNetwork] as number) + index;
        columns.forEach((column, other) => {
          const otherPlace = (starts[columnNetwork] as number) + other;
          const value = block[row * width + column] as number;
          correlation[place * count + otherPlace] = value;
          correlation[otherPlace * count + place] = value;
        });
        if (rowNetwork === columnNetwork) correlation[place * count + place] = 1;
      });
    });
  });
  return {
    count,
    networks: conditions.length,
    network: Uint8Array.from(live.flatMap((units, network) => units.map(() => network))),
    unit: Int32Array.from(live.flat()),
    leftOut: Int32Array.from(conditions, (units, network) => units.length - (live[network] as number[]).length),
    correlation,
  };
}
