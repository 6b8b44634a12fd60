import type { JoinedUnits } from './joinUnits.js';

/** One cluster of units of several networks. */
export interface Cluster {
  /** Places in the joined units, ascending. */
  readonly members: Int32Array;
  /** How many units each network contributes, in the order in which they were joined. */
  readonly contributions: Int32Array;
}

/** What each cluster holds, and which network contributes what. */
export function clustersOf(labels: Int32Array, units: Pick<JoinedUnits, 'network' | 'networks'>): Cluster[] {
  const count = labels.reduce((highest, label) => Math.max(highest, label + 1), 0);
  const members = Array.from({ length: count }, () => [] as number[]);
  labels.forEach((label, place) => {
    members[label]?.push(place);
  });
  return members.map((places) => {
    const contributions = new Int32Array(units.networks);
    for (const place of places) {
      const network = units.network[place] as number;
      contributions[network] = (contributions[network] as number) + 1;
    }
    return { members: Int32Array.from(places), contributions };
  });
}
