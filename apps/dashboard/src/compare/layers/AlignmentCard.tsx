'use client';

import { useRef } from 'react';
import { CopyAs } from '../../components/CopyAs';
import { Skeleton } from '../../components/Skeleton';
import { ComputingNote } from '../../computing/ComputingNote';
import { findComputations } from '../../computing/findComputations';
import { Settled } from '../../computing/Settled';
import { useResult } from '../../computing/useResult';
import { formatValue } from '../../format/numbers';
import { fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { BASELINE_LOOKS } from '../../plots/looks';
import { Card } from '../Card';
import type { Comparable, Compared } from '../comparisonDocument';
import { comparisonIn } from '../comparisonIn';
import { fileTitle } from '../linked';
import { AlignmentBars } from './AlignmentBars';
import { alignmentDocument, rotatedAssignmentDocument } from './alignmentDocument';
import { readAlignment } from './readAlignment';
import { rotatedAssignment } from './rotatedAssignment';

/** Is it only a rotation? Three numbers on one axis, and what they say. */
export function AlignmentCard({ comparison, compared }: { comparison: Comparable; compared: Compared }) {
  const result = useResult({ query: alignmentDocument, variables: compared });
  const there = result.data && comparisonIn(result.data)?.alignment.__typename === 'Alignment';
  // Nineteen assignments more: not before there is something to hold beside them.
  const baseline = useResult({ query: rotatedAssignmentDocument, variables: compared, pause: !there });
  const drawing = useRef<SVGSVGElement>(null);
  const [pending] = findComputations(baseline.data);
  return (
    <Card
      title="Is it only a rotation?"
      note="what may be done to the left layer, and how near that brings it"
      actions={
        <>
          <ExportMenu
            label="Export the alignment"
            choices={drawingChoices(drawing, fileName(`${fileTitle(comparison)} alignment`))}
          />
          <CopyAs query={alignmentDocument} variables={compared} />
        </>
      }
    >
      <Settled
        result={result}
        of={(data) => comparisonIn(data)?.alignment}
        name="The alignment"
        skeleton={<Skeleton className="h-56 w-full" />}
      >
        {(alignment) => {
          const rotated = rotatedAssignment(baseline.data, alignment);
          return (
            <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
              <AlignmentBars alignment={alignment} rotated={rotated} svgRef={drawing} />
              <div className="flex min-w-0 flex-col gap-3">
                <p className="max-w-[60ch]">{readAlignment(alignment, rotated)}</p>
                {rotated ? (
                  <p className="flex items-baseline gap-2 text-small text-soft">
                    <svg width="14" height="10" aria-hidden="true" className="shrink-0">
                      <rect width="14" height="10" fill={BASELINE_LOOKS.ROTATION.colour} />
                    </svg>
                    <span>
                      The assignment of randomly rotated units: mean {formatValue(rotated.mean)} to best 5 %{' '}
                      {formatValue(rotated.percentile95)}
                    </span>
                  </p>
                ) : null}
                {pending ? <ComputingNote computation={pending} refetch={baseline.refetch} /> : null}
                {alignment.caveats.length > 0 ? (
                  <ul className="flex flex-col gap-1 text-small text-faint">
                    {alignment.caveats.map((caveat) => (
                      <li key={caveat}>{caveat}</li>
                    ))}
                  </ul>
                ) : null}
              </div>
            </div>
          );
        }}
      </Settled>
    </Card>
  );
}
