'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import { IconButton } from '../components/IconButton';
import { TrashIcon } from '../components/icons';

const RemoveDialog = dynamic(() => import('./RemoveDialog'), { ssr: false });

/** What is to be removed, by which mutation, and what that means. */
export interface Removal {
  readonly thing: { readonly id: string; readonly name: string };
  readonly document: TypedDocumentNode<object, { id: string }>;
  readonly consequence: string;
  readonly onRemoved?: (() => void) | undefined;
}

export function RemoveButton({ className, ...removal }: Removal & { className?: string | undefined }) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  function ask() {
    setAsked(true);
    setOpen(true);
  }
  return (
    <>
      <IconButton label={`Remove ${removal.thing.name}`} onClick={ask} className={className}>
        <TrashIcon />
      </IconButton>
      {asked ? <RemoveDialog {...removal} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}
