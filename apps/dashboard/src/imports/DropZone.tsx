'use client';

import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../components/Button';
import { UploadIcon } from '../components/icons';
import { joined } from '../components/joined';
import { type ChosenFile, filesOfDrop, filesOfInput } from './chosenFile';

/** Where files and folders are dropped, or chosen by two buttons. */
export function DropZone({ onFiles }: { onFiles: (files: readonly ChosenFile[]) => void }) {
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles(await filesOfDrop(event.dataTransfer));
  }
  function chosen(input: HTMLInputElement) {
    if (input.files && input.files.length > 0) onFiles(filesOfInput(input.files));
    // So that choosing the same again is a choice.
    input.value = '';
  }
  return (
    <section
      aria-label="Files to import"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={joined(
        'flex flex-col items-center gap-4 rounded-card border-2 border-dashed px-4 py-10 text-center transition-colors sm:py-14',
        isOver ? 'border-accent bg-accent-wash' : 'border-line-strong bg-raised',
      )}
    >
      <UploadIcon width="28" height="28" className="text-faint" />
      <div>
        <p className="font-medium">Drop a file or a folder here</p>
        <p className="mt-1 text-small text-soft">You see what it is before anything is imported.</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={() => files.current?.click()}>
          Choose files
        </Button>
        <Button onClick={() => folder.current?.click()}>Choose a folder</Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={(event) => chosen(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        data-testid="folder"
        {...{ webkitdirectory: '' }}
        onChange={(event) => chosen(event.currentTarget)}
      />
    </section>
  );
}
