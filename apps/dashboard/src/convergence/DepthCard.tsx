'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useRef } from 'react';
import { comparePath } from '../address/paths';
import { Card } from '../compare/Card';
import { Segmented } from '../components/Segmented';
import { toCsv } from '../plots/csv';
import { DepthCurve } from '../plots/DepthCurve';
import type { DepthPoint } from '../plots/depth';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { ExportMenu } from '../plots/ExportMenu';
import { RULE_LOOKS } from '../plots/looks';
import type { ConvergenceData } from './convergenceDocument';
import { agreementAt, bandsOf, baselineAt, type DepthRule, meanAt, pairKey, pointAt, seriesOf } from './depthSeries';
import { type Spans, spanKey } from './intervalsDocument';

type Props = {
  convergence: ConvergenceData;
  layers: readonly string[];
  /** The rule whose baselines are drawn. */
  rule: DepthRule;
  onRule: (rule: DepthRule) => void;
  spans: Spans;
  cursor: DepthPoint | null;
  onCursor: (point: DepthPoint | null) => void;
};

/** The paper's main figure. A click on a point leads to its comparison. */
export function DepthCard({ convergence, layers, rule, spans, onRule, cursor, onCursor }: Props) {
  const router = useRouter();
  const drawing = useRef<SVGSVGElement>(null);
  const { pairs } = convergence;
  const series = useMemo(() => seriesOf(pairs, layers, spans), [pairs, layers, spans]);
  const bands = useMemo(() => bandsOf(pairs, layers, rule), [pairs, layers, rule]);
  const slugs = [...new Set(pairs.flatMap(({ left, right }) => [left.slug, right.slug]))];
  const name = fileName(`convergence ${slugs.join(' ')}`);

  function open({ key, layer }: DepthPoint) {
    const comparison = pairs.flatMap((pair) =>
      pairKey(pair) === key ? [pointAt(pair, layers[layer]!)?.comparison] : [],
    )[0];
    if (comparison?.__typename === 'LayerComparison') router.push(comparePath(comparison.left.id, comparison.right.id));
  }

  return (
    <Card
      title="Over depth"
      note={
        [
          pairs.length > 1 ? `${pairs.length} pairs thin, their mean thick` : null,
          spans.size > 0 ? 'whiskers: 95 % intervals' : null,
        ]
          .filter((part) => part !== null)
          .join('; ') || undefined
      }
      actions={
        <>
          <span className="text-small text-faint">Baselines of</span>
          <Segmented
            label="Baselines of"
            value={rule}
            onChange={onRule}
            choices={(['ASSIGNMENT', 'GREEDY'] as const).map((value) => ({ value, label: RULE_LOOKS[value].name }))}
          />
          <ExportMenu
            label="Export the figure"
            choices={[
              ...drawingChoices(drawing, name),
              {
                label: 'CSV',
                note: 'every pair and layer',
                run: () => download(`${name}.csv`, csvOf(convergence, layers, spans), 'text/csv'),
              },
            ]}
          />
        </>
      }
    >
      <DepthCurve
        label="Mean correlation of matched units over depth"
        {...{ layers, series, bands, cursor, onCursor }}
        onOpen={open}
        svgRef={drawing}
      />
    </Card>
  );
}

function csvOf({ pairs }: ConvergenceData, layers: readonly string[], spans: Spans): string {
  const columns = [
    'left',
    'right',
    'layer',
    'rule',
    'mean',
    'interval_low',
    'interval_high',
    'same_value_share',
    'permuted_mean',
    'rotated_mean',
  ] as const;
  return toCsv(
    columns,
    pairs.flatMap((pair) =>
      layers.flatMap((layer) =>
        (['GREEDY', 'ASSIGNMENT'] as const).map((rule) => ({
          left: pair.left.slug,
          right: pair.right.slug,
          layer,
          rule,
          mean: meanAt(pair, layer, rule),
          interval_low: spans.get(spanKey(pair, layer, rule))?.[0] ?? null,
          interval_high: spans.get(spanKey(pair, layer, rule))?.[1] ?? null,
          same_value_share: agreementAt(pair, layer),
          permuted_mean: baselineAt(pair, layer, rule, 'PERMUTATION'),
          rotated_mean: baselineAt(pair, layer, rule, 'ROTATION'),
        })),
      ),
    ),
  );
}
