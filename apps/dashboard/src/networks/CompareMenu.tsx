'use client';

import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { comparePath } from '../address/paths';
import { Button } from '../components/Button';
import { ChevronDownIcon, CompareIcon } from '../components/icons';
import type { OtherNetwork } from './otherNetworkFields';

type Props = { layer: { id: string; name: string }; others: readonly OtherNetwork[]; look?: 'plain' | 'quiet' };

/** Leads to the comparison of a layer with the layer of the same name in another network. */
export function CompareMenu({ layer, others, look = 'plain' }: Props) {
  const partners = others.flatMap((network) =>
    network.layers.nodes.filter(({ name }) => name === layer.name).map((partner) => ({ network, partner })),
  );
  if (partners.length === 0) return <span className="text-tiny text-faint">no layer of this name elsewhere</span>;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button look={look} aria-label={`Compare ${layer.name} with`}>
          <CompareIcon width="14" height="14" /> Compare{' '}
          <ChevronDownIcon width="12" height="12" className="text-faint" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="surface z-50 min-w-52 p-1 shadow-card animate-[appear_120ms_ease-out]"
        >
          <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-tiny text-faint">
            {layer.name} with the same layer of
          </DropdownMenu.Label>
          {partners.map(({ network, partner }) => (
            <DropdownMenu.Item key={partner.id} asChild>
              <Link
                href={comparePath(layer.id, partner.id)}
                className="flex items-baseline justify-between gap-4 rounded-small px-2.5 py-1.5 text-small outline-none data-[highlighted]:bg-accent-wash"
              >
                {network.name}
                <span className="text-tiny text-faint">{network.slug}</span>
              </Link>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
