import { openNetwork } from '../../models/network.js';
import { nameOfWanted, type WantedTensor } from '../../onnx/forwardRun.js';
import type { TensorFactor } from '../../onnx/model.js';
import { readModel } from '../../onnx/modelParts.js';
import type { Preprocessing } from '../../recordings/preprocessing.js';
import { problemOfRecording } from '../../recordings/readRecording.js';
import { recordLayers } from '../../recordings/recordLayers.js';
import type { Definition, Pass } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { addWork, type Work } from '../prices/work.js';
import type { Recording } from '../values.js';
import type { Reduction, StimulusArray } from '../wanted.js';

/** The parameters of a recording: see `recordingOf`. */
interface RecordingParameters {
  readonly network: string;
  readonly preprocessing: Preprocessing;
  readonly tensor: string;
  readonly layout?: readonly TensorFactor[];
  readonly stimuli: StimulusArray;
  readonly reduction: Reduction;
}

const parametersOf = (wanted: Derivation): RecordingParameters => wanted.parameters as unknown as RecordingParameters;

function recordingWork({ size: { units = 0, samples = 0, stimuli = 0, positions = 1, flops = 0 } }: Derivation): Work {
  return {
    forward: flops * stimuli,
    // Tensors are turned and reduced, and their moments taken.
    scanning: 6 * units * stimuli * positions + 8 * units * samples,
    writing: 4 * units * samples,
    steps: 4,
  };
}

/** All layers wanted of one network on the same stimuli share one forward run, whatever their reductions. */
const forwardPass: Pass = {
  name: 'forward run',
  theme(wanted) {
    const { network, preprocessing, stimuli } = parametersOf(wanted as Derivation);
    return JSON.stringify([network, preprocessing, stimuli]);
  },
  // One run as far as the last of them.
  cost(wanted) {
    const works = wanted.map(recordingWork);
    return { ...addWork(works), forward: Math.max(...works.map(({ forward = 0 }) => forward)) };
  },
  async compute(members, context) {
    const wanted = members.map((member) => member.wanted);
    const { network, preprocessing, stimuli } = parametersOf(wanted[0] as Derivation);
    const tensorOf = (each: Derivation): WantedTensor => {
      const { tensor, layout } = parametersOf(each);
      return layout === undefined ? { tensor } : { tensor, layout };
    };
    const tensors = new Map(wanted.map((each) => [nameOfWanted(tensorOf(each)), tensorOf(each)]));
    const run = await openNetwork(await readModel(network, context.store), [...tensors.values()]);
    try {
      const layers = wanted.map((each) => ({
        key: each.key,
        title: each.title,
        tensor: nameOfWanted(tensorOf(each)),
        reduction: parametersOf(each).reduction,
        units: each.size.units ?? 0,
        positions: each.size.positions ?? 1,
      }));
      const flops = Math.max(...wanted.map(({ size }) => size.flops ?? 0));
      return await recordLayers(layers, { run, stimuli, preprocessing, flops }, context);
    } finally {
      await run.dispose();
    }
  },
};

export const recordingDefinition: Definition<Recording> = {
  kind: 'recording',
  cost: recordingWork,
  share: { pass: forwardPass, part: (wanted) => wanted },
  problem: problemOfRecording,
};
