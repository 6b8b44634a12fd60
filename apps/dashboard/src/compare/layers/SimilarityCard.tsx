'use client';

import { CopyAs } from '../../components/CopyAs';
import { ErrorNote } from '../../components/ErrorNote';
import { download, fileName } from '../../plots/download';
import { ExportMenu } from '../../plots/ExportMenu';
import { Card } from '../Card';
import type { Comparable, Compared } from '../comparisonDocument';
import { fileTitle } from '../linked';
import { SimilarityTable } from './SimilarityTable';
import { similaritiesCsv } from './similaritiesCsv';
import { similaritiesDocument } from './similarityDocument';
import { useSimilarities } from './useSimilarities';

/** How alike two layers are as wholes, under every measure. */
export function SimilarityCard({ comparison, compared }: { comparison: Comparable; compared: Compared }) {
  const similarities = useSimilarities(compared);
  const { rows, failures } = similarities;
  const name = fileName(`${fileTitle(comparison)} similarities`);
  return (
    <Card
      title="Every similarity"
      note="the dot is the value, the bars what shuffled samples and turned units give"
      actions={
        <>
          <ExportMenu
            label="Export the similarities"
            choices={[
              {
                label: 'CSV',
                note: 'all measures',
                run: () => download(`${name}.csv`, similaritiesCsv(rows), 'text/csv'),
              },
            ]}
          />
          <CopyAs query={similaritiesDocument} variables={compared} />
        </>
      }
    >
      <SimilarityTable {...similarities} />
      {failures.map(({ message, refetch }) => (
        <ErrorNote key={message} title="Some similarities cannot be shown" message={message} onRetry={refetch} />
      ))}
    </Card>
  );
}
