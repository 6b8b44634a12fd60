import {
  type Derivation,
  importedRecordingOf,
  type LayerDescription,
  productOf,
  type Recording,
} from '@unitgraph/analysis';
import type { ImportedRecording } from '../catalog/records.js';

/** The derivation of what was imported of a layer; probe set and network are for its title. */
export function importedDerivation(
  { content, stimuli }: ImportedRecording,
  { name: layer, units, positions }: LayerDescription,
  on: { readonly network: string; readonly probeSet: string },
): Derivation<Recording> {
  return importedRecordingOf({ content, layer, units, stimuli, positions: productOf(positions), ...on });
}
