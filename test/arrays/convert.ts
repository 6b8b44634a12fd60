import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ArrayPart,
  bytesInMemory,
  convertFile,
  decodeNpy,
  type ElementType,
  type Layout,
  MemoryStore,
  type Recording,
  RecordingOfParts,
  RecordingReader,
  type Unpack,
} from '@unitgraph/analysis';

/** Stimuli x units x rows x columns of all files in `files/`: see `make.py`. */
export const SHAPE = [7, 5, 3, 2] as const;

export function fileBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, 'files', name)));
}

/** What all the files hold, in C order. */
export function expectedValues(): Float32Array {
  return decodeNpy(fileBytes('expected.npy')).data as Float32Array;
}

export const layout: Layout = { shape: SHAPE, stimulusAxis: 0, unitAxis: 1, dtype: 'float32' };

/** Gathers what comes in order; as a server does on disk, within the size that was announced. */
export const unpackInMemory: Unpack = async (chunks, size) => {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytesInMemory(bytes);
};

/** One layer from the bytes of one file: the recording, and its values units x samples. */
export async function convert(
  bytes: Uint8Array,
  file: string,
  said: {
    readonly tensor?: string | null;
    readonly dtype?: ElementType;
    readonly layout?: Partial<Layout>;
    readonly shardBytes?: number;
  } = {},
): Promise<{ recording: Recording; values: Float32Array; store: MemoryStore }> {
  const own: Layout = { ...layout, ...said.layout, dtype: said.dtype ?? 'float32' };
  const stimuli = own.shape[own.stimulusAxis] as number;
  const part: ArrayPart = { layer: 'conv1', layout: own, tensor: said.tensor ?? null, firstStimulus: 0, stimuli };
  const store = new MemoryStore();
  const whole = new RecordingOfParts(own);
  for (const converted of await convertFile(bytesInMemory(bytes), file, [part], {
    store,
    unpack: unpackInMemory,
    shardBytes: said.shardBytes,
  }))
    whole.add(converted);
  const recording = whole.finish();
  return { recording, values: await new RecordingReader(recording, store).all(), store };
}

/** The same values as a recording keeps them: units x samples, samples by stimulus, then row, then column. */
export function unitsBySamples(values: Float32Array): Float32Array {
  const [stimuli, units, rows, columns] = SHAPE;
  const positions = rows * columns;
  return Float32Array.from({ length: values.length }, (_, index) => {
    const [unit, sample] = [Math.floor(index / (stimuli * positions)), index % (stimuli * positions)];
    const [stimulus, position] = [Math.floor(sample / positions), sample % positions];
    return values[(stimulus * units + unit) * positions + position] as number;
  });
}
