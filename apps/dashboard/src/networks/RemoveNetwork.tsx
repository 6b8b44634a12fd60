'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '../components/IconButton';
import { TrashIcon } from '../components/icons';

const RemoveDialog = dynamic(() => import('./RemoveDialog'), { ssr: false });

type Props = { network: { id: string; name: string }; onRemoved?: () => void; className?: string };

export function RemoveNetwork({ network, onRemoved, className }: Props) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  function ask() {
    setAsked(true);
    setOpen(true);
  }
  return (
    <>
      <IconButton label={`Remove ${network.name}`} onClick={ask} className={className}>
        <TrashIcon />
      </IconButton>
      {asked ? <RemoveDialog network={network} open={open} onOpenChange={setOpen} onRemoved={onRemoved} /> : null}
    </>
  );
}
