'use client';

import { useState } from 'react';
import { useClient } from 'urql';
import { networkPath } from '../address/paths';
import { formatBytes, formatCount, plural } from '../format/numbers';
import { answered } from './answered';
import type { ChosenFile } from './chosenFile';
import { DoneNote } from './DoneNote';
import { IdentityForm, useIdentity } from './IdentityForm';
import { LayersFound } from './LayersFound';
import {
  type ImportedNetwork,
  type ImportInput,
  type Inspection,
  importNetworkDocument,
  inspectNetworkDocument,
  type ModelInput,
} from './networkImportDocuments';
import { PreprocessingCard } from './PreprocessingCard';
import { noPreprocessing, preprocessingInput } from './preprocessingChoice';
import { RecordingPrices } from './RecordingPrices';
import { StepCard } from './StepCard';
import { TaskNote } from './TaskNote';
import { sendBlob } from './upload';
import { useTask } from './useTask';

type Props = { model: ChosenFile; beside: readonly ChosenFile[]; suggested: string; onAgain: () => void };

/** A network on its way in: sent, looked at, named, imported. */
export function NetworkImport({ model, beside, suggested, onAgain }: Props) {
  const client = useClient();
  const identity = useIdentity(suggested, 'networks');
  const [choice, setChoice] = useState(noPreprocessing);
  const [wanted, setWanted] = useState<ImportInput | null>(null);
  const files = [model, ...beside];
  const total = files.reduce((sum, { file }) => sum + file.size, 0);

  const upload = useTask('upload', async ({ signal, report }) => {
    const digests: string[] = [];
    let before = 0;
    for (const { path, file } of files) {
      const { digest } = await sendBlob(file, signal, (bytes) =>
        report(total === 0 ? 1 : (before + bytes) / total, `Sending ${path}`),
      );
      digests.push(digest);
      before += file.size;
    }
    // The model names what lies beside it from its own folder on.
    const folder = model.path.slice(0, model.path.lastIndexOf('/') + 1);
    const externalData = beside.map(({ path }, index) => ({
      path: path.startsWith(folder) ? path.slice(folder.length) : path,
      file: digests[index + 1] as string,
    }));
    return { file: digests[0] as string, ...(externalData.length > 0 ? { externalData } : {}) };
  });
  const channels = useChannels();
  const input = upload.value && { ...upload.value, ...preprocessingInput(choice, channels.count) };
  const look = useTask<Inspection>(input && JSON.stringify(input), async () => {
    const answer = await client
      .query(inspectNetworkDocument, { input: input as ModelInput }, { requestPolicy: 'network-only' })
      .toPromise();
    const found = answered(answer, (data) => data.inspectNetwork);
    if (found.inputKind === 'IMAGE') channels.set(found.inputShape[0] ?? 1);
    return found;
  });
  const save = useTask<ImportedNetwork>(wanted && JSON.stringify(wanted), async () => {
    const answer = await client.mutation(importNetworkDocument, { input: wanted as ImportInput }).toPromise();
    return answered(answer, (data) => data.importNetwork);
  });

  if (save.value) {
    return (
      <DoneNote
        title={`${save.value.name} is here`}
        href={networkPath(save.value.slug)}
        link="Open the network"
        onAgain={onAgain}
      >
        {plural(save.value.unitCount, 'unit')}. Nothing was recorded yet: values are computed when a page first asks for
        them.
      </DoneNote>
    );
  }
  const found = look.value;
  return (
    <>
      <StepCard
        title={model.path}
        note={beside.length > 0 ? `and ${plural(beside.length, 'file')} beside it` : undefined}
      >
        <TaskNote task={upload} doing="Sending" failed="The file could not be sent" canStop />
        <TaskNote task={look} doing="Looking into the network" failed="This network cannot be imported like this" />
        {found ? (
          <p className="text-soft">
            Takes {inputInWords(found)}
            {found.filledInputs.length > 0 ? `, and ${found.filledInputs.join(', ')}, which are filled by rule` : ''}.{' '}
            {plural(found.layers.length, 'layer')} with {plural(found.unitCount, 'unit')},{' '}
            {formatCount(found.parameterCount)} parameters, {formatBytes(found.bytes)}.
            {found.sameFile.length > 0
              ? ` The same file is here already as ${found.sameFile.map(({ name }) => name).join(', ')}.`
              : ''}
          </p>
        ) : null}
      </StepCard>
      {found ? (
        <>
          <LayersFound layers={found.layers} />
          <PreprocessingCard
            choice={choice}
            onChange={setChoice}
            kind={found.inputKind}
            channels={channels.count}
            presets={found.presets}
            summary={look.isRunning || look.failure ? null : found.preprocessing.summary}
          />
          <RecordingPrices probeSets={found.probeSets} isStale={look.isRunning || look.failure !== null} />
          <IdentityForm
            identity={identity}
            action="Import the network"
            withArchitecture
            disabled={look.isRunning || look.failure !== null || save.isRunning}
            onSubmit={() => {
              const next = { ...(input as ModelInput), ...identity.said };
              if (JSON.stringify(next) === JSON.stringify(wanted)) save.retry();
              else setWanted(next);
            }}
          >
            <TaskNote task={save} doing="Importing" failed="The network was not imported" />
          </IdentityForm>
        </>
      ) : null}
    </>
  );
}

/** How many channels preprocessing has numbers for, once it is known. */
function useChannels() {
  const [count, set] = useState(3);
  return { count, set };
}

function inputInWords({ inputKind, inputShape }: Inspection): string {
  if (inputKind === 'TOKENS')
    return inputShape[0] === 0 ? 'rows of any number of tokens' : `rows of ${inputShape[0]} tokens`;
  if (inputKind === 'FEATURES') return `rows of ${inputShape.join(' × ')} features`;
  const [channels, height, width] = inputShape;
  return `images of ${height} × ${width} pixels, ${plural(channels ?? 1, 'channel')}`;
}
