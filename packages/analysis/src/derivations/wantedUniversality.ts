import { type Derivation, derivation } from './derivation.js';
import type { Cycles, CyclesBaseline, LayerUniversality, Recording, UnitMeasure } from './values.js';
import { baselineOf, type CorrelationMeasure, layerTitle, matchingsOf, unitValuesOf } from './wanted.js';

/**
 * How far each unit of a layer has partners in other networks, beside what rotation gives. The greedy matchings and the
 * rotation baselines that it is made of are those of the pairs of layers.
 * @param networks of each other network, the layers that are looked in: at least one
 */
export function universalityOf(
  recording: Derivation<Recording>,
  networks: readonly (readonly Derivation<Recording>[])[],
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
  measure: CorrelationMeasure = 'PEARSON',
): Derivation<LayerUniversality> {
  return derivation({
    kind: 'universality',
    version: 1,
    title: `Look for the units of ${layerTitle(recording)} in ${networks.length === 1 ? 'another network' : `${networks.length} other networks`}`,
    parameters: {
      recording,
      networks: networks.map((layers) =>
        layers.map((layer) => ({
          matchings: matchingsOf(recording, layer, measure),
          rotation: baselineOf(recording, layer, { kind: 'ROTATION', repeats, seed }, measure),
        })),
      ),
    },
    size: { units: recording.size.units ?? 0, layers: networks.flat().length, repeats },
  });
}

/**
 * Where each unit comes to by the matchings of a layer in one network with that in the next, and of the last with the first.
 * @param recordings at least two, in the order of the walk
 */
export function cyclesOf(
  recordings: readonly [Derivation<Recording>, ...Derivation<Recording>[]],
  measure: UnitMeasure = 'PEARSON',
): Derivation<Cycles> {
  const [first] = recordings;
  return derivation({
    kind: 'cycles',
    version: 1,
    title: `Follow the units of ${layerTitle(first)} round ${recordings.length} networks`,
    parameters: {
      first,
      legs: recordings.map((left, place) => matchingsOf(left, recordings[place + 1] ?? first, measure)),
    },
    size: { units: first.size.units ?? 0, legs: recordings.length },
  });
}

/** What the same walks give when the units of every network but the first are mixed by a random rotation of its own. */
export function cyclesBaselineOf(
  recordings: readonly [Derivation<Recording>, ...Derivation<Recording>[]],
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
  measure: CorrelationMeasure = 'PEARSON',
): Derivation<CyclesBaseline> {
  const [first, ...others] = recordings;
  return derivation({
    kind: 'cyclesBaseline',
    version: 1,
    title: `Follow the units of ${layerTitle(first)} round ${recordings.length} networks, rotation baseline`,
    parameters: {
      legs: recordings.map((left, place) => unitValuesOf(measure, left, recordings[place + 1] ?? first)),
      within: others.map((recording) => unitValuesOf(measure, recording, recording)),
      ...{ repeats, seed },
    },
    size: { units: Math.max(...recordings.map(({ size }) => size.units ?? 0)), legs: recordings.length, repeats },
  });
}
