import { RandomSource, type Recording } from '@unitgraph/analysis';
import type { Context } from '../context.js';
import type { Layer } from '../layers/layer.js';
import { unitValues } from '../recordings/unitValues.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { Stimulus } from '../stimuli/stimulus.js';
import { ActivationPoint, ActivationSample } from './activationSample.js';
import { positionOf } from './topStimuli.js';

/** One unit of a recorded layer. */
export interface RecordedUnit {
  readonly layer: Layer;
  readonly unit: number;
  readonly recording: Recording;
}

/** The activations of a unit, and of another one on the same samples, on some samples drawn with a seed. */
export async function sampleActivations(
  { services }: Context,
  probeSet: ProbeSet,
  x: RecordedUnit,
  y: RecordedUnit | null,
  { limit, seed }: { readonly limit: number; readonly seed: number },
): Promise<ActivationSample> {
  const facts = await services.stimulusFacts.of(probeSet.record);
  const xs = await unitValues(services.store, x.recording, x.unit);
  const ys = y && (await unitValues(services.store, y.recording, y.unit));
  const { samples, positions, sampledPositions } = x.recording;
  const points = drawn(samples, limit, seed).map((sample) => {
    const stimulus = new Stimulus(probeSet, facts, Math.floor(sample / positions));
    const flat = sampledPositions === null ? sample % positions : (sampledPositions[sample] as number);
    // Under MEAN and MAX a sample stands for all positions.
    const single = positions === 1 && sampledPositions === null && x.layer.positionCountOn(probeSet) > 1;
    return new ActivationPoint(
      xs[sample] as number,
      ys?.[sample] ?? null,
      stimulus,
      single ? [] : positionOf(x.layer, flat),
    );
  });
  return new ActivationSample(points, samples, seed);
}

/** `count` different numbers below `total`, rising; all of them where there are no more. */
function drawn(total: number, count: number, seed: number): number[] {
  if (total <= count) return Array.from({ length: total }, (_, sample) => sample);
  const random = new RandomSource(seed);
  const chosen = new Set<number>();
  // Floyd's way: each subset equally likely, without an array of all samples.
  for (let last = total - count; last < total; last++) {
    const candidate = random.below(last + 1);
    chosen.add(chosen.has(candidate) ? last : candidate);
  }
  return [...chosen].sort((a, b) => a - b);
}
