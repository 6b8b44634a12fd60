'use client';

import type { ViewProps } from './ComparisonViews';
import { MatchedUnits } from './MatchedUnits';
import { MeasureChoice } from './MeasureChoice';
import { WithinLayer } from './WithinLayer';

/** Unit by unit, under a measure to choose. What was shown under another measure must not pass for this one, so all begins anew. */
export function UnitsView(props: ViewProps) {
  const { comparison, choice, choose } = props;
  const within = comparison.left.id === comparison.right.id;
  return (
    <div className="flex flex-col gap-6">
      <MeasureChoice by={choice.by} onBy={(by) => choose({ by })} />
      {within ? <WithinLayer key={choice.by} {...props} /> : <MatchedUnits key={choice.by} {...props} />}
    </div>
  );
}
