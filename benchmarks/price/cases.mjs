import {
  alignmentBetween,
  baselineOf,
  binsOf,
  bootstrapOf,
  clusteringOf,
  correlationOf,
  cyclesBaselineOf,
  cyclesOf,
  importedRecordingOf,
  informationOf,
  matchingsOf,
  momentsBetween,
  packBundle,
  permutedSimilarityOf,
  predictionBaselineOf,
  predictionFrom,
  profileOf,
  RandomSource,
  ranksOf,
  reducedRecordingOf,
  rotatedSimilarityOf,
  similarityBetween,
  similarityBootstrapOf,
  spectralClustersOf,
  spectrumOf,
  unitPredictionFrom,
  universalityOf,
  writeRecording,
} from '@unitgraph/analysis';

const LATENTS = 24;
const REPEATS = { repeats: 19, seed: 1 };
const GRAPH = { sign: 'ABSOLUTE', threshold: 0 };
const TREE = { linkage: 'AVERAGE', ...GRAPH };

/**
 * A layer of rectified mixtures of shared latents with noise, in the store, as imported activations are.
 * @returns its derivation
 */
export async function writeLayer(store, { name, units, samples, seed }) {
  // Latents are the same for all layers of a size: they are what layers share.
  const shared = new RandomSource(samples);
  const random = new RandomSource(seed);
  const weights = Float64Array.from({ length: units * LATENTS }, () => random.normal() / Math.sqrt(LATENTS));
  const values = new Float32Array(units * samples);
  const latents = new Float64Array(LATENTS);
  for (let sample = 0; sample < samples; sample++) {
    for (let k = 0; k < LATENTS; k++) latents[k] = shared.normal();
    for (let unit = 0; unit < units; unit++) {
      let mixed = 0.5 * (random.uniform() + random.uniform() - 1) - 0.2;
      for (let k = 0; k < LATENTS; k++) mixed += weights[unit * LATENTS + k] * latents[k];
      values[sample * units + unit] = Math.max(0, mixed);
    }
  }
  const recording = await writeRecording(values, { units, title: name, key: name }, store);
  const wanted = importedRecordingOf({
    ...{ content: `${name} ${seed}`, layer: name, network: 'made', probeSet: 'made' },
    ...{ units, stimuli: samples, positions: 1 },
  });
  await store.writeValue(wanted.key, packBundle(recording));
  return wanted;
}

/** One of each kind of computation on two layers, in an order in which what is needed comes before. */
export function casesOf(x, y) {
  const pair = [x, y];
  const measures = ['CKA_LINEAR', 'SVCCA', 'PWCCA', 'PROCRUSTES', 'CKA_DEBIASED', 'SOFT_MATCHING', 'RSA', 'CKA_RBF'];
  return [
    profileOf(x),
    ranksOf(x),
    binsOf(x),
    binsOf(y),
    reducedRecordingOf(x, { kind: 'MEAN' }),
    correlationOf(x, y),
    momentsBetween(x, x),
    informationOf(x, y),
    matchingsOf(x, y),
    baselineOf(x, y, { kind: 'PERMUTATION', ...REPEATS }),
    baselineOf(x, y, { kind: 'ROTATION', ...REPEATS }),
    baselineOf(x, y, { kind: 'PERMUTATION', ...REPEATS }, 'MUTUAL_INFORMATION'),
    bootstrapOf(x, y, { repeats: 50, seed: 1 }),
    ...measures.map((measure) => similarityBetween(measure, x, y)),
    similarityBetween('MUTUAL_KNN', x, y),
    permutedSimilarityOf('CKA_LINEAR', pair, REPEATS),
    permutedSimilarityOf('SVCCA', pair, REPEATS),
    permutedSimilarityOf('RSA', pair, { repeats: 9, seed: 1 }),
    rotatedSimilarityOf('SOFT_MATCHING', pair, REPEATS),
    rotatedSimilarityOf('LEAST_SQUARES', pair, REPEATS),
    rotatedSimilarityOf('RSA', pair, { repeats: 3, seed: 1 }),
    similarityBootstrapOf('CKA_LINEAR', pair, { repeats: 50, seed: 1 }),
    alignmentBetween(x, y),
    predictionFrom(x, y),
    predictionBaselineOf(x, y, { kind: 'PERMUTATION', repeats: 2, seed: 1 }),
    predictionBaselineOf(x, y, { kind: 'ROTATION', repeats: 2, seed: 1 }),
    unitPredictionFrom(x, y, { unit: 0, penalties: null, fromItself: false }),
    clusteringOf(x, y, TREE),
    spectrumOf(x, y, GRAPH),
    spectralClustersOf(x, y, GRAPH, {}),
    universalityOf(x, [[y]], REPEATS),
    cyclesOf([x, y]),
    cyclesBaselineOf([x, y], REPEATS),
  ];
}
