import { Figure, Figures } from '../components/Figure';
import { formatAny, formatCompact, formatShare } from '../format/numbers';
import { capital } from '../format/words';
import type { Statistics } from './unitProfileDocument';

export function UnitFigures({ statistics }: { statistics: Statistics }) {
  const { condition, mean, deviation, minimum, maximum, zeroShare, samples } = statistics;
  return (
    <Figures>
      <Figure name="Condition">
        <span className={condition === 'LIVE' ? undefined : 'text-warning'}>{capital(condition.toLowerCase())}</span>
      </Figure>
      <Figure name="Mean">{formatAny(mean)}</Figure>
      <Figure name="Deviation">{formatAny(deviation)}</Figure>
      <Figure name="Minimum">{formatAny(minimum)}</Figure>
      <Figure name="Maximum">{formatAny(maximum)}</Figure>
      <Figure name="Zeros">{formatShare(zeroShare)}</Figure>
      <Figure name="Samples">{formatCompact(samples)}</Figure>
    </Figures>
  );
}
