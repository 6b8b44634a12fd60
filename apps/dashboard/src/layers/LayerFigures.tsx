'use client';

import { Figure, Figures } from '../components/Figure';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { extents, fieldInWords, positionsInWords } from '../format/extents';
import { formatAny, formatCompact, formatCount, formatShare } from '../format/numbers';
import { withoutVariance } from '../format/withoutVariance';
import { capital, words } from '../format/words';
import type { LayerData } from './layerDocument';
import { layerSummaryDocument } from './layerSummaryDocument';

/** What a layer is, and what its units do on the whole. */
export function LayerFigures({ slug, layer }: { slug: string; layer: LayerData }) {
  const result = useResult({ query: layerSummaryDocument, variables: { slug, layer: layer.name } });
  const { receptiveField: field } = layer;
  return (
    <Figures>
      <Figure name="Kind">{capital(words(layer.kind))}</Figure>
      <Figure name="Units">{formatCount(layer.unitCount)}</Figure>
      <Figure name="Positions">{positionsInWords(layer.positions)}</Figure>
      <Figure name="Receptive field">
        {field
          ? `${extents([field.height, field.width])} px, step ${extents([field.strideHeight, field.strideWidth])}`
          : fieldInWords(layer.positions)}
      </Figure>
      <Settled
        result={result}
        of={(data) => data.network?.layer?.summary}
        name="The summary"
        skeleton={<Skeleton className="h-9 w-64" />}
      >
        {({ live, dead, constant, samples, meanActivation, meanZeroShare }) => (
          <>
            <Figure name="Live">
              {formatCount(live)}
              {dead + constant > 0 ? <span className="text-warning">, {withoutVariance(dead, constant)}</span> : null}
            </Figure>
            <Figure name="Mean activation">{formatAny(meanActivation)}</Figure>
            <Figure name="Share of zeros">{formatShare(meanZeroShare)}</Figure>
            <Figure name="Samples a unit">{formatCompact(samples)}</Figure>
          </>
        )}
      </Settled>
    </Figures>
  );
}
