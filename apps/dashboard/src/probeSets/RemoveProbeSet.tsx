'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '../components/IconButton';
import { TrashIcon } from '../components/icons';

const RemoveProbeSetDialog = dynamic(() => import('./RemoveProbeSetDialog'), { ssr: false });

type Props = { probeSet: { id: string; name: string }; onRemoved: () => void };

export function RemoveProbeSet({ probeSet, onRemoved }: Props) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  function ask() {
    setAsked(true);
    setOpen(true);
  }
  return (
    <>
      <IconButton label={`Remove ${probeSet.name}`} onClick={ask} className="-mt-1 -mr-1 text-faint">
        <TrashIcon />
      </IconButton>
      {asked ? (
        <RemoveProbeSetDialog probeSet={probeSet} open={open} onOpenChange={setOpen} onRemoved={onRemoved} />
      ) : null}
    </>
  );
}
