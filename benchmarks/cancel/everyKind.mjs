import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  alignmentBetween,
  baselineOf,
  bestMatchesOf,
  binsOf,
  bootstrapOf,
  clusteringOf,
  correlationOf,
  cyclesBaselineOf,
  cyclesOf,
  describeNetwork,
  encodeNpy,
  informationOf,
  inputsOf,
  LINKAGES,
  matchingsOf,
  momentsBetween,
  permutedSimilarityOf,
  predictionBaselineOf,
  predictionFrom,
  probeSetOf,
  profileOf,
  RandomSource,
  ranksOf,
  readModel,
  recordingOf,
  reducedRecordingOf,
  rotatedSimilarityOf,
  SIMILARITY_MEASURES,
  similarityBetween,
  similarityBootstrapOf,
  spectralClustersOf,
  spectrumOf,
  togetherOf,
  unitPredictionFrom,
  universalityOf,
} from '@unitgraph/analysis';

const DIGITS = join(import.meta.dirname, '../../examples/digits');
const GRAPH = { sign: 'ABSOLUTE', threshold: 0 };

/**
 * What there is to compute of every kind: by kind, a list of derivations, on two layers of about equal size.
 * @param x, y, wide derivations of recordings over the same samples; `wide` has several positions a stimulus
 * @param repeats how often baselines are drawn
 */
export async function everyKind({ x, y, wide, store, repeats, units }) {
  const pair = [x, y];
  const drawn = { repeats, seed: 1 };
  const correlation = correlationOf(x, y);
  const best = bestMatchesOf(x, y, { kept: 10 });
  return {
    recording: [await digitsRecording(store)],
    importedRecording: [],
    reducedRecording: [reducedRecordingOf(wide, { kind: 'MEAN' }), reducedRecordingOf(wide, { kind: 'MAX' })],
    probeSet: [await probeSet(store, units)],
    profile: [profileOf(x)],
    ranks: [ranksOf(x)],
    binEdges: [binsOf(x)],
    correlation: [correlation, correlationOf(x, x)],
    mutualInformation: [informationOf(x, y)],
    matchings: [matchingsOf(x, y)],
    permutationBaseline: [baselineOf(x, y, { kind: 'PERMUTATION', ...drawn })],
    rotationBaseline: [baselineOf(x, y, { kind: 'ROTATION', ...drawn })],
    informationBaseline: [baselineOf(x, y, { kind: 'PERMUTATION', ...drawn }, 'MUTUAL_INFORMATION')],
    bootstrap: [bootstrapOf(x, y, drawn)],
    secondMoments: [momentsBetween(x, y)],
    similarity: SIMILARITY_MEASURES.map((measure) => similarityBetween(measure, x, y)),
    similarityBaseline: [
      'CKA_LINEAR',
      'SVCCA',
      'PWCCA',
      'PROCRUSTES',
      'LEAST_SQUARES',
      'CKA_DEBIASED',
      'SOFT_MATCHING',
    ].map((measure) => permutedSimilarityOf(measure, pair, drawn)),
    sampleBaseline: ['CKA_RBF', 'RSA', 'MUTUAL_KNN'].map((measure) => permutedSimilarityOf(measure, pair, drawn)),
    rotatedSimilarity: ['RSA', 'SOFT_MATCHING', 'LEAST_SQUARES'].map((measure) =>
      rotatedSimilarityOf(measure, pair, drawn),
    ),
    similarityBootstrap: ['CKA_LINEAR', 'CCA', 'SOFT_MATCHING'].map((measure) =>
      similarityBootstrapOf(measure, pair, drawn),
    ),
    alignment: [alignmentBetween(x, y)],
    prediction: [predictionFrom(x, y)],
    predictionBaseline: ['PERMUTATION', 'ROTATION'].map((kind) =>
      predictionBaselineOf(x, y, { kind, repeats: 1, seed: 1 }),
    ),
    unitPrediction: [unitPredictionFrom(x, y, { unit: 0, penalties: null, fromItself: false })],
    clustering: LINKAGES.map((linkage) =>
      clusteringOf(x, y, linkage === 'WARD' ? { linkage, sign: 'SIGNED', threshold: 0 } : { linkage, ...GRAPH }),
    ),
    spectrum: [spectrumOf(x, y, GRAPH)],
    spectralClusters: [spectralClustersOf(x, y, GRAPH, { clusters: 16 })],
    universality: [universalityOf(x, [[y]], drawn)],
    cycles: [cyclesOf([x, y])],
    cyclesBaseline: [cyclesBaselineOf([x, y], drawn)],
    unitRows: inputsOf(best).slice(0, 1),
    bestMatches: [best],
    together: [togetherOf('Both', [correlation])],
  };
}

/** The kind, and what of its parameters tells its work from others of the kind. */
export function nameOf({ kind, parameters: { measure, drawn, linkage, reduction } }) {
  const variants = [measure, drawn, linkage, kind === 'reducedRecording' ? reduction.kind : undefined];
  return [kind, ...variants].filter((each) => typeof each === 'string').join(' ');
}

/** A layer of an example network. */
async function digitsRecording(store) {
  const blob = await store.writeBlob(new Uint8Array(readFileSync(join(DIGITS, 'stimuli.npy'))));
  const { networks } = JSON.parse(readFileSync(join(DIGITS, 'example.json'), 'utf8'));
  const { slug, file, preprocessing } = networks[0];
  const digest = await store.writeBlob(new Uint8Array(readFileSync(join(DIGITS, file))));
  const { layers } = await describeNetwork(await readModel(digest, store), []);
  return recordingOf({
    ...{ network: { digest, slug, preprocessing }, layer: layers[0], reduction: { kind: 'ALL_POSITIONS' } },
    probeSet: { digest: blob, slug: 'digits', stimuli: { blob, count: 1797, shape: [1, 8, 8] } },
  });
}

/** Images as an array. */
async function probeSet(store, units) {
  const random = new RandomSource(3);
  const [count, side] = [Math.max(16, 2 * units), 64];
  const values = Uint8Array.from({ length: count * side * side * 3 }, () => random.below(256));
  const bytes = encodeNpy('|u1', [count, side, side, 3], values);
  const file = await store.writeBlob(bytes);
  return probeSetOf({
    ...{
      file,
      bytes: bytes.length,
      name: 'noise',
      options: { resize: null, text: null, labels: null, classes: null, maximum: null },
    },
    limits: { stimuli: 100_000, bytes: 2 ** 32 },
  });
}
