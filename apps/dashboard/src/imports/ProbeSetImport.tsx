'use client';

import { useState } from 'react';
import { useClient } from 'urql';
import { probeSetsPath } from '../address/paths';
import { plural } from '../format/numbers';
import { StimulusStrip } from '../probeSets/StimulusStrip';
import { answered } from './answered';
import { awaitProbeSet } from './awaitProbeSet';
import type { ChosenFile } from './chosenFile';
import { DoneNote } from './DoneNote';
import { IdentityForm, useIdentity } from './IdentityForm';
import {
  type ImportedProbeSet,
  inspectProbeSetDocument,
  type ProbeSetInput,
  type StimuliInspection,
} from './probeSetImportDocuments';
import { refuseFalseZip } from './refuseFalseZip';
import { StepCard } from './StepCard';
import { StimuliFound } from './StimuliFound';
import { StimuliOptions } from './StimuliOptions';
import { beginningOptions, stimuliInput } from './stimuliChoice';
import { TaskNote } from './TaskNote';
import { sendBlob } from './upload';
import { useTask } from './useTask';
import { zipFiles } from './zipFiles';

type Props = { files: readonly ChosenFile[]; suggested: string; onAgain: () => void };

/** A probe set on its way in: packed where it is a folder, sent, looked through, named, imported. */
export function ProbeSetImport({ files, suggested, onAgain }: Props) {
  const client = useClient();
  const identity = useIdentity(suggested, 'probeSets');
  const only = files.length === 1 ? files[0] : undefined;
  const isFolder = only === undefined || !/\.(zip|npy|npz|safetensors|csv|tsv|txt)$/i.test(only.path);
  const [choice, setChoice] = useState(() => beginningOptions(only?.path ?? ''));
  const [wanted, setWanted] = useState<ProbeSetInput | null>(null);

  const upload = useTask('upload', async ({ signal, report }) => {
    if (only !== undefined) await refuseFalseZip(only);
    const body =
      only !== undefined && !isFolder
        ? only.file
        : await zipFiles(files, signal, (share) => report(share, `Packing ${plural(files.length, 'file')}`));
    const { digest } = await sendBlob(body, signal, (bytes) => report(bytes / Math.max(1, body.size), 'Sending'));
    return digest;
  });
  const input = upload.value && stimuliInput(upload.value, choice);
  const look = useTask<StimuliInspection>(input && JSON.stringify(input), async () => {
    const answer = await client
      .query(inspectProbeSetDocument, { input: input as ProbeSetInput }, { requestPolicy: 'network-only' })
      .toPromise();
    return answered(answer, (data) => data.inspectProbeSet);
  });
  const save = useTask<ImportedProbeSet>(wanted && JSON.stringify(wanted), (tools) =>
    awaitProbeSet(client, wanted as ProbeSetInput, tools),
  );

  if (save.value) {
    const { name, slug, count, notes, stimuli } = save.value;
    // The same stimuli are one probe set, whatever it is called.
    const before = slug === wanted?.slug ? null : slug;
    return (
      <DoneNote
        title={before === null ? `${name} is here` : `${name} was here already`}
        href={probeSetsPath(slug)}
        link="See it among the probe sets"
        onAgain={onAgain}
      >
        {before === null ? null : (
          <p>
            These stimuli came in before as {before}. They are one probe set, so none is called {wanted?.slug} now.
          </p>
        )}
        <p>
          {plural(count, 'stimulus', 'stimuli')}. {notes.map((note) => `${note}.`).join(' ')}
        </p>
        <StimulusStrip stimuli={stimuli.nodes} className="mt-3" />
      </DoneNote>
    );
  }
  const found = look.value;
  const isUnsized = found !== null && found.shape === null;
  return (
    <>
      <StepCard
        title={only && !isFolder ? only.path : suggested}
        note={isFolder ? `a folder of ${plural(files.length, 'file')}` : undefined}
      >
        <TaskNote task={upload} doing="Sending" failed="The file could not be sent" canStop />
        <TaskNote
          task={look}
          doing="Looking through the stimuli"
          failed="This probe set cannot be imported like this"
        />
        {found && !look.failure ? <StimuliFound found={found} /> : null}
      </StepCard>
      {/* A file that cannot be read so may be text, which has to be said. */}
      {found || (look.failure && choice.isText) ? (
        <>
          <StimuliOptions choice={choice} onChange={setChoice} source={found?.source ?? null} isUnsized={isUnsized} />
          <IdentityForm
            identity={identity}
            action="Import the probe set"
            disabled={!found || isUnsized || look.isRunning || look.failure !== null || save.isRunning}
            onSubmit={() => {
              const { slug, name } = identity.said;
              const credit = choice.credit.trim();
              const next: ProbeSetInput = {
                ...(input as ProbeSetInput),
                slug,
                ...(name === undefined ? {} : { name }),
                ...(credit === '' ? {} : { credit }),
              };
              if (JSON.stringify(next) === JSON.stringify(wanted)) save.retry();
              else setWanted(next);
            }}
          >
            <TaskNote task={save} doing="Importing" failed="The probe set was not imported" />
          </IdentityForm>
        </>
      ) : null}
    </>
  );
}
