'use client';

import { useState } from 'react';
import { useClient } from 'urql';
import { networkPath } from '../address/paths';
import { Button } from '../components/Button';
import { type Column, DataTable } from '../components/DataTable';
import { formatBytes, formatCount, plural } from '../format/numbers';
import { networksDocument } from '../networks/networksDocument';
import type { ChosenFile } from './chosenFile';
import { DoneNote } from './DoneNote';
import { FailureNote } from './FailureNote';
import { ImportFailure } from './importFailure';
import { type ManifestSummary, readManifest } from './manifestSummary';
import { StepCard } from './StepCard';
import { sendRecordings } from './sendRecordings';
import { TaskNote } from './TaskNote';
import { useTask } from './useTask';

type Props = { manifest: ChosenFile; files: readonly ChosenFile[]; onAgain: () => void };

const columns: Column<ManifestSummary['layers'][number]>[] = [
  { key: 'layer', header: 'Layer', cell: ({ name }) => <span className="font-medium">{name}</span> },
  { key: 'units', header: 'Units', numeric: true, cell: ({ units }) => formatCount(units) },
  { key: 'shape', header: 'Shape', numeric: true, cell: ({ shape }) => shape.join(' × ') },
  { key: 'type', header: 'Numbers', cell: ({ type }) => <span className="text-soft">{type}</span> },
];

/** Recorded activations on their way in: shown as the manifest says, then sent file by file. */
export function RecordingImport({ manifest, files, onAgain }: Props) {
  const client = useClient();
  const [isWanted, setWanted] = useState(false);
  const read = useTask('read', async () => readManifest(await manifest.file.text(), manifest, files));
  const said = read.value;
  const sending = useTask(isWanted && said ? 'send' : null, async (tools) => {
    const outcome = await sendRecordings(said as ManifestSummary, tools);
    // The cache did not see it come.
    await client.query(networksDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    return outcome;
  });
  if (said && sending.value) {
    const { shards, sent } = sending.value;
    return (
      <DoneNote title={`${said.slug} is here`} href={networkPath(said.slug)} link="Open the network" onAgain={onAgain}>
        {plural(said.layers.length, 'layer')} in {plural(shards, 'file')}
        {sent < shards ? `, of which ${sent} were sent now` : ''}.
      </DoneNote>
    );
  }
  const absent = said?.files.filter(({ chosen }) => chosen === null) ?? [];
  const bytes = said?.files.reduce((sum, { chosen }) => sum + (chosen?.file.size ?? 0), 0) ?? 0;
  return (
    <>
      <StepCard title={manifest.path} note="recorded activations">
        <TaskNote task={read} doing="Reading the manifest" failed="The manifest cannot be read" />
        {said ? (
          <p className="text-soft">
            For the network <span className="font-medium text-ink">{said.slug}</span>, on the probe set{' '}
            <span className="font-medium break-all text-ink">{said.probeSet}</span>
            {said.stimuli === null ? '' : ` of ${plural(said.stimuli, 'stimulus', 'stimuli')}`}:{' '}
            {plural(said.layers.length, 'layer')} in {plural(said.files.length, 'file')}, {formatBytes(bytes)}.
          </p>
        ) : null}
        {absent.length > 0 ? (
          <FailureNote
            title={`${plural(absent.length, 'file')} of the manifest ${absent.length === 1 ? 'was' : 'were'} not chosen`}
            failure={
              new ImportFailure(
                `${absent
                  .slice(0, 5)
                  .map(({ name }) => name)
                  .join(', ')}${absent.length > 5 ? ' and others' : ''}.`,
                'Choose the folder that holds manifest.json and all of its files. Files that the server has already may be left out.',
              )
            }
          />
        ) : null}
      </StepCard>
      {said ? (
        <StepCard title="Layers">
          <div className="max-h-80 overflow-y-auto">
            <DataTable
              caption="Layers of the manifest"
              columns={columns}
              rows={said.layers}
              rowKey={({ name }) => name}
            />
          </div>
          <TaskNote task={sending} doing="Sending" failed="Not all files came in" canStop />
          {sending.isRunning || sending.failure ? (
            <p className="text-small text-faint">
              What was received is kept: choose the same folder again at any time, and it goes on from there.
            </p>
          ) : (
            <div>
              <Button look="primary" onClick={() => setWanted(true)}>
                Import the recordings
              </Button>
            </div>
          )}
        </StepCard>
      ) : null}
    </>
  );
}
