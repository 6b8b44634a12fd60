import { FileSource } from '../storage/fileSource.js';
import type { LayerChoice } from './choices.js';
import type { AskedPreprocessing } from './importNetwork.js';
import type { ModelOnDisk } from './modelOnDisk.js';
import type { UnderstoodNetwork } from './understoodNetwork.js';

/**
 * What the server would understand of a model, by the same code, in this process.
 * @throws Refusal where it would refuse it
 */
export async function describeHere(
  { content, external }: ModelOnDisk,
  layers: readonly LayerChoice[],
  asked: AskedPreprocessing,
): Promise<UnderstoodNetwork> {
  const { describeNetwork } = await import('@unitgraph/analysis');
  const { choosePreprocessing } = await import('../networks/choosePreprocessing.js');
  const { summaryOf } = await import('../networks/preprocessingSummary.js');
  const files = external.map(({ named, path, bytes }) => {
    const read = async (): Promise<Uint8Array> => {
      const source = new FileSource(path);
      const values = new Uint8Array(bytes);
      source.readInto(values, 0);
      source.close();
      return values;
    };
    return [named, { bytes, read }] as const;
  });
  const described = await describeNetwork({ bytes: content, external: new Map(files) }, layers);
  const { input } = described;
  const preprocessing = choosePreprocessing(asked as Parameters<typeof choosePreprocessing>[0], input);
  return {
    inputKind: input.kind,
    inputShape: input.shape,
    inputType: input.elementType,
    filledInputs: input.filled,
    parameterCount: described.parameters,
    unitCount: described.layers.reduce((sum, { units }) => sum + units, 0),
    preprocessing: { ...preprocessing, summary: summaryOf(preprocessing) },
    layers: described.layers.map(({ name, kind, units, positions, tensor }) => ({
      name,
      kind,
      unitCount: units,
      positions,
      tensor,
    })),
  };
}
