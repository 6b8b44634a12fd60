import { encodeNpy } from '../formats/npy.js';
import { stimulusShape } from '../recordings/stimuli.js';
import type { Store } from '../storage/store.js';
import { planStimuli } from './planStimuli.js';
import type { ProbeSetLimits, ProbeSetOptions, ProbeSetSource, Report } from './probeSetOptions.js';
import { thumbnailsOf } from './thumbnails.js';

/** A probe set as it lies in the store. */
export interface MadeProbeSet {
  readonly source: ProbeSetSource;
  /** Digest of its stimuli as a `.npy` file: content and order. */
  readonly digest: string;
  readonly count: number;
  /** Channels, height, width; or features; or tokens. */
  readonly shape: readonly number[];
  /** NumPy's code of the element type. */
  readonly type: string;
  /** Raw value that is drawn white. */
  readonly maximum: number;
  /** Empty without labels. */
  readonly classes: readonly string[];
  /** Blobs: indices of classes (`.npy`), names (JSON), small pictures (`.npy` of uint8); null where there are none. */
  readonly labels: string | null;
  readonly names: string | null;
  readonly thumbnails: string | null;
  readonly notes: readonly string[];
}

/**
 * Decodes a file of stimuli into the store. Nothing names what is written before all of it is there.
 * @throws Refusal that names the file in it, and the way out
 */
export async function makeProbeSet(
  file: string,
  options: ProbeSetOptions,
  limits: ProbeSetLimits,
  { store, report }: { readonly store: Store; readonly report: Report },
): Promise<MadeProbeSet> {
  const within =
    (from: number, to: number): Report =>
    (fraction, stage) =>
      report(from + fraction * (to - from), stage);
  const planned = await planStimuli(file, options, limits, { store, report: within(0, 0.2) });
  const made = await planned.make(within(0.2, 0.85));
  const shape = stimulusShape(made.shape.slice(1));
  const thumbnails = await thumbnailsOf(made, shape, within(0.85, 0.98));
  const { labels, names } = planned;
  return {
    source: planned.source,
    digest: await store.writeBlob(made.file),
    count: planned.count,
    shape,
    type: made.type,
    maximum: made.maximum,
    classes: labels?.classes ?? [],
    labels: labels && (await store.writeBlob(encodeNpy('<i4', [planned.count], labels.indices))),
    names: names && (await store.writeBlob(new TextEncoder().encode(JSON.stringify(names)))),
    thumbnails: thumbnails && (await store.writeBlob(encodeNpy('|u1', thumbnails.shape, thumbnails.data))),
    notes: planned.notes,
  };
}
