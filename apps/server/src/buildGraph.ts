import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ClusteringResolver, SpectrumResolver } from './comparisons/clusteringResolver.js';
import { ComparisonResolver, LayerCompareResolver } from './comparisons/comparisonResolver.js';
import { BaselineResolver, MatchingResolver } from './comparisons/matchingResolver.js';
import { MatchResolver } from './comparisons/matchResolver.js';
import {
  PredictionBaselineResolver,
  PredictionResolver,
  PredictorsResolver,
  UnitPredictionResolver,
  UnitPredictionsResolver,
} from './comparisons/predictionResolver.js';
import { SimilarityDrawsResolver } from './comparisons/similarityDrawsResolver.js';
import { SimilarityResolver } from './comparisons/similarityResolver.js';
import { ComputationResolver } from './computations/computationResolver.js';
import { ConvergenceResolver } from './convergence/convergenceResolver.js';
import { CyclesResolver } from './cycles/cyclesResolver.js';
import { EngineResolver } from './engine/engineResolver.js';
import { ImportResolver } from './imports/importResolver.js';
import { LayerResolver } from './layers/layerResolver.js';
import { NetworkMutations } from './networks/networkMutations.js';
import { NetworkResolver } from './networks/networkResolver.js';
import { EstimateResolver } from './prices/estimateResolver.js';
import { NodeResolver } from './relay/nodeResolver.js';
import { SearchResolver } from './search/searchResolver.js';
import { NetworkSimilarityResolver } from './similarities/layerMatrices.js';
import { LayerMatrixResolver, NetworkMatrixResolver } from './similarities/matrixResolvers.js';
import { SimilaritiesResolver } from './similarities/networkMatrices.js';
import { SimilarityGridResolver } from './similarities/similarityGridResolver.js';
import { ProbeSetMutations } from './stimuli/probeSetMutations.js';
import { ProbeSetResolver } from './stimuli/probeSetResolver.js';
import { UnitResolver } from './units/unitResolver.js';
import { ClusterMatesResolver, UnitStructureResolver } from './units/unitStructureResolver.js';
import { UnitUniversalityResolver } from './universality/unitUniversalityResolver.js';
import { LayerUniversalityResolver, UniversalityResolver } from './universality/universalityResolver.js';

/** The one graph, out of all the nouns. */
export function buildGraph(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      BaselineResolver,
      ClusteringResolver,
      ClusterMatesResolver,
      ComparisonResolver,
      ComputationResolver,
      ConvergenceResolver,
      CyclesResolver,
      EngineResolver,
      EstimateResolver,
      ImportResolver,
      LayerCompareResolver,
      LayerMatrixResolver,
      LayerResolver,
      LayerUniversalityResolver,
      MatchingResolver,
      MatchResolver,
      NetworkMatrixResolver,
      NetworkMutations,
      NetworkResolver,
      NetworkSimilarityResolver,
      NodeResolver,
      PredictionResolver,
      PredictorsResolver,
      ProbeSetMutations,
      ProbeSetResolver,
      SearchResolver,
      SimilaritiesResolver,
      SimilarityDrawsResolver,
      SimilarityGridResolver,
      SimilarityResolver,
      SpectrumResolver,
      UnitPredictionResolver,
      PredictionBaselineResolver,
      UnitPredictionsResolver,
      UnitResolver,
      UnitUniversalityResolver,
      UniversalityResolver,
      UnitStructureResolver,
    ],
    // Bounds are checked where the numbers are used, with messages that name the argument.
    validate: false,
    // Asked for by type-graphql as soon as there are subscriptions; ours bring their own source of news.
    pubSub: createPubSub(),
  });
}
