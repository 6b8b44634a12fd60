'use client';

import Link from 'next/link';
import { useState } from 'react';
import { probeSetsPath } from '../address/paths';
import { Button, buttonClass } from '../components/Button';
import { PageHeader } from '../components/PageHeader';
import { type ChosenFile, nameOf } from './chosenFile';
import { DropZone } from './DropZone';
import { FailureNote } from './FailureNote';
import { failureOf, type ImportFailure } from './importFailure';
import { NetworkImport } from './NetworkImport';
import { ProbeSetImport } from './ProbeSetImport';
import { RecordingImport } from './RecordingImport';
import { type Understood, understand } from './understand';
import { WhatComesIn } from './WhatComesIn';

type Chosen = { readonly round: number; readonly understood: Understood };

/** Brings in networks, recorded activations and probe sets. */
export function ImportPage() {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [failure, setFailure] = useState<ImportFailure | null>(null);

  function take(files: readonly ChosenFile[]) {
    try {
      const understood = understand(files);
      setFailure(null);
      setChosen((before) => ({ round: (before?.round ?? 0) + 1, understood }));
    } catch (thrown) {
      setChosen(null);
      setFailure(failureOf(thrown));
    }
  }
  const again = () => setChosen(null);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader
        title="Import"
        subtitle="A network of your own, what it did on stimuli that were shown to it elsewhere, or the stimuli to show."
        actions={
          chosen ? (
            <Button onClick={again}>Choose something else</Button>
          ) : (
            <Link href={probeSetsPath()} className={buttonClass()}>
              Probe sets
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-5">
        {chosen === null ? <DropZone onFiles={take} /> : null}
        {failure ? <FailureNote title="That cannot be imported" failure={failure} /> : null}
        {chosen === null ? <WhatComesIn /> : <Import key={chosen.round} of={chosen.understood} onAgain={again} />}
      </div>
    </div>
  );
}

function Import({ of, onAgain }: { of: Understood; onAgain: () => void }) {
  if (of.kind === 'RECORDINGS') return <RecordingImport manifest={of.manifest} files={of.files} onAgain={onAgain} />;
  if (of.kind === 'PROBE_SET') return <ProbeSetImport files={of.files} suggested={of.name} onAgain={onAgain} />;
  const suggested = suggestedName(of.model.path);
  return <NetworkImport model={of.model} beside={of.beside} suggested={suggested} onAgain={onAgain} />;
}

/** After the file, or after its folder where all files of its kind are called the same. */
function suggestedName(path: string): string {
  const [folder] = path.split('/').slice(-2, -1);
  return nameOf(path) === 'model.json' ? (folder ?? 'model') : nameOf(path).replace(/\.onnx$/i, '');
}
