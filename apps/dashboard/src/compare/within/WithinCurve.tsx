'use client';

import { useMemo, useRef } from 'react';
import { Skeleton } from '../../components/Skeleton';
import { ComputingNote } from '../../computing/ComputingNote';
import { findComputations } from '../../computing/findComputations';
import { Settled } from '../../computing/Settled';
import { type Result, useResult } from '../../computing/useResult';
import { formatValue } from '../../format/numbers';
import type { ResultOf } from '../../graphql/graphql';
import type { CurvePoint } from '../../plots/curve';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { MatchedCurve } from '../../plots/MatchedCurve';
import { MEASURE_LOOKS } from '../../plots/measureLooks';
import { AskForChance } from '../AskForChance';
import { bandsDocument } from '../bandsDocument';
import { Card } from '../Card';
import { comparisonIn } from '../comparisonIn';
import { curvesCsv } from '../curvesCsv';
import { bandsOf } from '../curvesOf';
import { type Linked, type Shared, titleOf } from '../linked';
import type { matrixDocument } from '../matrixDocument';

type Props = Shared & Linked & { result: Result<ResultOf<typeof matrixDocument>>; points: CurvePoint[] | null };

/** Each unit with its most alike other unit of the layer, sorted, over what shuffled samples give. */
export function WithinCurve({ compared, by, chance, rule, left, right: _, result, points, ...linked }: Props) {
  const bands = useResult({ query: bandsDocument, variables: { ...compared, by, rule }, pause: !chance.wanted });
  const drawing = useRef<SVGSVGElement>(null);
  const curves = useMemo(() => (points ? [{ rule, points }] : []), [points, rule]);
  // A rotated copy of the layer is no chance level of the layer with itself.
  const drawn = useMemo(() => bandsOf(bands.data).filter(({ kind }) => kind === 'PERMUTATION'), [bands.data]);
  const [pending] = findComputations(bands.data);
  const measure = MEASURE_LOOKS[by];
  const mean = points && points.reduce((sum, { value }) => sum + value, 0) / points.length;
  const name = fileName(`${left.network.slug} ${left.name} within ${measure.name}`);
  return (
    <Card
      title="Most alike other unit"
      note={mean ? `mean ${formatValue(mean)}${measure.unit ? ` ${measure.unit}` : ''}` : undefined}
      actions={
        <ExportMenu
          label="Export the most alike other units"
          choices={[
            ...drawingChoices(drawing, name),
            {
              label: 'CSV',
              note: 'lines and bands',
              run: () => download(`${name}.csv`, curvesCsv(curves, drawn), 'text/csv'),
            },
          ]}
        />
      }
    >
      <Settled
        result={result}
        of={(data) => comparisonIn(data)?.matrix}
        name="The curve"
        skeleton={<Skeleton className="aspect-[8/5] w-full" />}
      >
        {() =>
          points ? (
            <MatchedCurve
              label={`${titleOf(left)} with itself`}
              curves={curves}
              bands={drawn}
              measure={measure}
              rule={rule}
              svgRef={drawing}
              {...linked}
            />
          ) : (
            <Skeleton className="aspect-[8/5] w-full" />
          )
        }
      </Settled>
      {pending ? <ComputingNote computation={pending} refetch={bands.refetch} /> : null}
      <AskForChance chance={chance} />
    </Card>
  );
}
