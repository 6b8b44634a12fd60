import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@unitgraph/analysis';

/** `example.json`: a probe set, and networks trained on it, as files beside it. */
export interface ExampleFile {
  /** Folder of the example. */
  readonly folder: string;
  readonly credit: string;
  readonly probeSet: {
    readonly slug: string;
    readonly name: string;
    /** `.npy`, uint8 or float32: stimuli x height x width, or stimuli x channels x height x width. */
    readonly stimuli: string;
    /** `.npy`, class of each stimulus. */
    readonly labels: string;
    /** `.npy`, 1 where a stimulus was held out of training. */
    readonly heldOut: string;
    readonly classes: readonly string[];
    /** Raw value that is drawn white. */
    readonly maximum: number;
  };
  readonly networks: readonly {
    readonly slug: string;
    readonly name: string;
    readonly architecture: string;
    readonly file: string;
    readonly heldOutAccuracy: number;
    readonly preprocessing: {
      readonly scale: number;
      readonly mean: readonly number[];
      readonly deviation: readonly number[];
    };
  }[];
}

/** @throws Refusal when the file cannot be read. */
export async function readExample(folder: string): Promise<ExampleFile> {
  const path = join(folder, 'example.json');
  try {
    return { ...(JSON.parse(await readFile(path, 'utf8')) as Omit<ExampleFile, 'folder'>), folder };
  } catch (error) {
    throw new Refusal(
      `The example ${path} cannot be read: ${error instanceof Error ? error.message : error}.`,
      'Restore the folder from the repository.',
    );
  }
}
