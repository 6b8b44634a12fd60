import { Figure, Figures } from '../../components/Figure';
import { formatCount, formatShare, formatValue } from '../../format/numbers';
import type { ScatterFindings } from './scatterFindings';

/** How far the two measures say the same. */
export function ScatterFigures({ findings, same }: { findings: ScatterFindings; same: boolean }) {
  const { places, samePartner, agreement } = findings;
  return (
    <Figures>
      <Figure
        name="Same best partner under both"
        note={same ? 'of the units, each with its most alike other one' : 'of the left units'}
      >
        {formatShare(Number.isNaN(samePartner) ? null : samePartner)}
      </Figure>
      <Figure name="Rank correlation of |r| with information" note="1 = they order all pairs alike">
        {formatValue(agreement)}
      </Figure>
      <Figure name="Pairs">{formatCount(places.length)}</Figure>
    </Figures>
  );
}
