import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@unitgraph/analysis';
import type { AskedPreprocessing } from '../networks/choosePreprocessing.js';

/** `example.json`: a probe set, and networks trained on it, as files beside it. */
export interface ExampleFile {
  /** Folder of the example. */
  readonly folder: string;
  readonly credit: string;
  readonly probeSet: {
    readonly slug: string;
    readonly name: string;
    /**
     * `.npy` of stimuli x height x width, x channels x height x width, or x height x width x channels (1, 3 or 4 of them);
     * or x features, or x tokens (whole numbers).
     */
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
    /** As `ImportNetworkInput` has it. */
    readonly preprocessing: AskedPreprocessing;
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
