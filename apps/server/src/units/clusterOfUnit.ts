import { correlationOf } from '@unitgraph/analysis';
import { type ClusteredUnits, clusterUnits } from '../comparisons/clusteredUnits.js';
import { unitsAt } from '../comparisons/clustering.js';
import type { ClusterChoice } from '../comparisons/clusteringChoice.js';
import type { LayerPair } from '../comparisons/layerPair.js';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { Unavailable } from '../relay/unavailable.js';
import { ClusterMate, ClusterMates } from './clusterMates.js';
import type { Unit } from './unit.js';

/** The cluster of one left unit of a pair, by falling absolute correlation with it. */
export async function clusterOfUnit(
  context: Context,
  pair: LayerPair,
  unit: Unit,
  choice: ClusterChoice,
): Promise<ClusterMates | Unavailable | Computation> {
  if (pair.left === pair.right) {
    return new Unavailable(
      `${unit.id} is of ${pair.left.title} itself, in which every unit would have its double for a mate. Name another layer.`,
    );
  }
  const clustered = await clusterUnits(context, pair, choice);
  if (clustered instanceof Unavailable || clustered instanceof Computation) return clustered;
  const { units, labels } = clustered;
  const own = units.unit.findIndex((index, place) => index === unit.index && units.network[place] === 0);
  if (own < 0)
    return new Unavailable(`${unit.id} does not vary, so it takes part in no cluster. Choose one that responds.`);
  const places = Int32Array.from(labels.keys()).filter((place) => labels[place] === labels[own] && place !== own);
  return context.answer(correlationOf(pair.leftRecording, pair.leftRecording), (within) =>
    context.answer(pair.values('PEARSON'), (between) => {
      const mates = unitsAt(pair, units, places).map((mate, index) => {
        const { columns, values } = units.network[places[index] as number] === 0 ? within : between;
        return new ClusterMate(mate, values[unit.index * columns + mate.index] as number);
      });
      mates.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
      return new ClusterMates(choice.method, countOf(clustered), mates, 1 + leftAmong(units.network, places));
    }),
  );
}

function countOf({ labels }: ClusteredUnits): number {
  return labels.reduce((highest, label) => Math.max(highest, label + 1), 0);
}

function leftAmong(network: Uint8Array, places: Int32Array): number {
  return places.filter((place) => network[place] === 0).length;
}
