'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import { Card } from '../compare/Card';
import { Button } from '../components/Button';
import { CopyAs } from '../components/CopyAs';
import { Segmented } from '../components/Segmented';
import { Select } from '../components/Select';
import type { Cell } from '../plots/cellCursor';
import type { CellGridData } from '../plots/cellGrid';
import { cellGridCsv, cellGridValues } from '../plots/cellGridCsv';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { ExportMenu } from '../plots/ExportMenu';
import { writeNpy } from '../plots/writeNpy';
import { GridBody } from './GridBody';
import type { GridChoice } from './gridChoice';
import { measureGroups, usualMeasure } from './measures';

/** What is shown once there is an answer, with all that is said beside the matrix. */
export type ShownGrid = {
  grid: CellGridData;
  /** Where a cell leads; null where nothing is compared. */
  hrefOf: (cell: Cell) => string | null;
  /** What the numbers were made from, in a sentence. */
  made: string;
};

type Props = {
  title: string;
  /** What the matrix would say, while nobody has asked for it. */
  invitation: ReactNode;
  choice: GridChoice;
  choose: (change: Partial<GridChoice>) => void;
  /** Choices that only this matrix has. */
  pickers?: ReactNode;
  /** For "copy as", and for names of files. */
  asked: { query: Parameters<typeof CopyAs>[0]['query']; variables: Record<string, unknown> };
  shown: ShownGrid | null;
  /** What stands there in place of the matrix, or above it: progress, failures, refusals. */
  status: ReactNode;
  caveats: readonly string[];
  /** Why there is no chance to show, where there is none. */
  chanceNote: string | null;
};

/** A matrix of similarities with its choices. Nothing of it is computed before somebody asks for it. */
export function GridCard(props: Props) {
  const { title, invitation, choice, choose, pickers, asked, shown, status } = props;
  const router = useRouter();
  const drawing = useRef<SVGSVGElement>(null);
  const [cursor, setCursor] = useState<Cell | null>(null);
  if (choice.by === null) {
    return (
      <Card title={title}>
        <p className="mb-3 max-w-[70ch] text-small text-soft">{invitation}</p>
        <Button onClick={() => choose({ by: usualMeasure })}>Show the matrix</Button>
      </Card>
    );
  }
  const name = fileName(`${title} ${shown ? `${shown.grid.rowTitle} ${shown.grid.columnTitle}` : ''} ${choice.by}`);
  const exported = (grid: CellGridData) => [
    ...(choice.view === 'MAP' ? drawingChoices(drawing, name) : []),
    { label: 'CSV', note: 'names and values', run: () => download(`${name}.csv`, cellGridCsv(grid), 'text/csv') },
    {
      label: '.npy',
      note: 'the values',
      run: () => download(`${name}.npy`, writeNpy(cellGridValues(grid), [grid.rows.length, grid.columns.length])),
    },
  ];
  return (
    <Card
      title={title}
      actions={
        <>
          {shown ? <ExportMenu label={`Export ${title}`} choices={exported(shown.grid)} /> : null}
          <CopyAs {...asked} />
          <Button look="quiet" onClick={() => choose({ by: null, view: 'MAP', chance: false, stretched: false })}>
            Hide
          </Button>
        </>
      }
    >
      <div className="mb-4 flex flex-wrap items-center gap-2">
        {pickers}
        <Select label="Measure" value={choice.by} onChange={(by) => choose({ by })} groups={measureGroups} />
        <Segmented
          label="Show as"
          value={choice.view}
          onChange={(view) => choose({ view })}
          choices={[
            { value: 'MAP', label: 'Map' },
            { value: 'TABLE', label: 'Table' },
          ]}
        />
        <Button aria-pressed={choice.chance} onClick={() => choose({ chance: !choice.chance })}>
          {choice.chance ? 'Hide chance' : 'Show chance'}
        </Button>
      </div>
      {status}
      {shown ? (
        <GridBody
          {...{ title, choice, choose, cursor, drawing }}
          {...shown}
          caveats={props.caveats}
          chanceNote={props.chanceNote}
          onCursor={setCursor}
          onOpen={(cell) => {
            const href = shown.hrefOf(cell);
            if (href !== null) router.push(href);
          }}
        />
      ) : null}
    </Card>
  );
}
