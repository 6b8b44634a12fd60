import { Explained } from '../components/Explained';
import { Figure, Figures } from '../components/Figure';
import { formatAny, formatValue } from '../format/numbers';
import type { PairValue } from './pairValuesDocument';

type Props = { information: NonNullable<PairValue['information']>; corrected: number };

/** What the mutual information is made of, and the most that it could be. */
export function InformationFigures({ information, corrected }: Props) {
  const { raw, bias, sourceEntropy, targetEntropy } = information;
  return (
    <Figures>
      <Figure
        name={<Explained meaning="The plug-in estimate over the bins of both units.">Information, raw</Explained>}
        note="nats"
      >
        {formatValue(raw)}
      </Figure>
      <Figure
        name={
          <Explained meaning="What unrelated units have on average, because samples are few: (R − 1)(C − 1) / 2n, for R and C bins and n samples.">
            less the bias
          </Explained>
        }
        note="nats"
      >
        {formatAny(bias)}
      </Figure>
      <Figure name="Corrected" note="nats">
        {formatValue(corrected)}
      </Figure>
      <Figure
        name={<Explained meaning="The entropy of each unit’s bins: the most that it can share.">At most</Explained>}
        note="nats, left and right"
      >
        {formatValue(sourceEntropy)}, {formatValue(targetEntropy)}
      </Figure>
    </Figures>
  );
}
