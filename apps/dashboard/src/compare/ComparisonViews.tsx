'use client';

import { type Tab, Tabs } from '../components/Tabs';
import { ClustersView } from './clusters/ClustersView';
import type { CompareChoice, CompareView } from './compareChoice';
import type { Comparable, Compared } from './comparisonDocument';
import { LayersView } from './layers/LayersView';
import { PredictionView } from './prediction/PredictionView';
import { UnitsView } from './UnitsView';
import type { Choose } from './useCompareChoice';

export type ViewProps = { comparison: Comparable; compared: Compared; choice: CompareChoice; choose: Choose };

/** The ways to look at two layers, one at a time: what is not looked at is not computed. */
export function ComparisonViews(props: ViewProps) {
  const { choice, choose } = props;
  const tabs: readonly Tab<CompareView>[] = [
    { value: 'UNITS', label: 'Matched units', content: <UnitsView {...props} /> },
    { value: 'LAYERS', label: 'Whole layers', content: <LayersView {...props} /> },
    { value: 'PREDICTION', label: 'Sparse prediction', content: <PredictionView {...props} /> },
    { value: 'CLUSTERS', label: 'Clusters', content: <ClustersView {...props} /> },
  ];
  return <Tabs label="Ways to compare" value={choice.view} onChange={(view) => choose({ view })} tabs={tabs} />;
}
