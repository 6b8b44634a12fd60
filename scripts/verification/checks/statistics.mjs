import { deviationsOf, profileOfRecording, RecordingReader } from '@unitgraph/analysis';

const EXACT = 0;

/** Counts, conditions and moments of units. */
export const STATISTICS_CHECKS = [
  { key: 'samples', tolerance: EXACT, run: ({ left }) => left.samples },
  { key: /^(left|right)_units$/, tolerance: EXACT, run: (inputs, _, side) => inputs[side].units },
  {
    key: /^(left|right)_dead$/,
    tolerance: EXACT,
    run: (inputs, _, side) => [...inputs[side].conditions.keys()].filter((unit) => inputs[side].conditions[unit] !== 0),
  },
  { key: /^(left|right)_mean$/, run: (inputs, _, side) => [...inputs[side].moments.mean] },
  { key: /^(left|right)_std$/, run: (inputs, _, side) => [...deviationsOf(inputs[side].moments)] },
  { key: /^(left|right)_top(\d+)$/, tolerance: EXACT, run: topSamples },
  {
    key: 'correlation',
    run: async ({ left, right, correlation }) => rowsOf(await correlation(), left.units, right.units),
  },
];

/** The activations at the samples named: those tell, since equal activations may be named in any order. */
async function topSamples(inputs, wanted, side, count) {
  const recording = inputs[side];
  const profile = await profileOfRecording(recording, inputs.store, inputs.report);
  const activations = await new RecordingReader(recording, inputs.store).all();
  const valuesAt = (unit, samples) => samples.map((sample) => activations[unit * recording.samples + sample]);
  const live = inputs.live(recording);
  return {
    found: live.map((unit) => {
      const from = unit * profile.kept;
      return valuesAt(unit, [...profile.topStimuli.subarray(from, from + Math.min(Number(count), profile.kept))]);
    }),
    wanted: live.map((unit) => valuesAt(unit, wanted[unit])),
  };
}

/** A row-major matrix as a list of rows. */
export function rowsOf(values, rows, columns) {
  return Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
}
