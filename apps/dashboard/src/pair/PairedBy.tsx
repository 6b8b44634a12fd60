import { Figure, Figures } from '../components/Figure';
import type { Result } from '../computing/useResult';
import { MatchMarks } from '../units/MatchMarks';
import type { PairUnit } from './pairDocument';
import { assignedUnit, type PairValuesData, pairValueOf } from './pairValuesDocument';

/** Which rules pair the two by correlation. */
export function PairedBy({ values, right }: { values: Result<PairValuesData>; right: PairUnit }) {
  const match = values.data && pairValueOf(values.data, 'PEARSON');
  if (match?.__typename !== 'Match') return null;
  return (
    <Figures>
      <Figure name="Paired by" note="of the correlation">
        <MatchMarks
          greedy={match.rank === 1}
          assignment={assignedUnit(values.data) === right.id}
          mutual={match.mutual}
        />
      </Figure>
    </Figures>
  );
}
