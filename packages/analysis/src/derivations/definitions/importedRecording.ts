import { Refusal } from '../../errors.js';
import { problemOfRecording } from '../../recordings/readRecording.js';
import type { Definition } from '../definition.js';
import type { Recording } from '../values.js';

/** See `importedRecordingOf`: what is asked for here is what should be there and is not. */
export const importedRecordingDefinition: Definition<Recording> = {
  kind: 'importedRecording',
  cost() {
    return {};
  },
  async compute(wanted) {
    throw new Refusal(
      `${wanted.title.replace(/^Record /, '')}: the imported activations are no longer in the data folder.`,
      'Import them again: begin the same import, which asks for the shards that are missing.',
    );
  },
  problem: problemOfRecording,
};
