'use client';

import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../components/Button';
import { TextField } from '../components/TextField';
import { StepCard } from './StepCard';
import { takenDocument } from './takenDocument';
import { slugOf, slugProblem } from './understand';

/** What people call a thing that comes in. */
export type Identity = {
  readonly slug: string;
  readonly name: string;
  readonly architecture: string;
  readonly problem: string | null;
  readonly said: { readonly slug: string; readonly name?: string; readonly architecture?: string };
  readonly set: (field: 'slug' | 'name' | 'architecture', value: string) => void;
};

/** Names, beginning with what the file is called; those that are taken are known. */
export function useIdentity(suggested: string, among: 'networks' | 'probeSets'): Identity {
  const [said, setSaid] = useState({ slug: slugOf(suggested), name: '', architecture: '' });
  const [{ data }] = useQuery({ query: takenDocument });
  const taken = data?.[among].nodes.map(({ slug }) => slug) ?? [];
  const { slug, name, architecture } = said;
  return {
    slug,
    name,
    architecture,
    problem: slugProblem(slug, taken),
    said: {
      slug,
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(architecture.trim() === '' ? {} : { architecture: architecture.trim() }),
    },
    set: (field, value) => setSaid((before) => ({ ...before, [field]: value })),
  };
}

type Props = {
  identity: Identity;
  action: string;
  withArchitecture?: boolean;
  disabled: boolean;
  onSubmit: () => void;
  /** How the import goes. */
  children?: ReactNode;
};

/** What to call it, and the button that brings it in. */
export function IdentityForm({ identity, action, withArchitecture = false, disabled, onSubmit, children }: Props) {
  const isWrong = identity.problem !== null;
  return (
    <StepCard title="What to call it">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!disabled && !isWrong) onSubmit();
        }}
      >
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <TextField
            label="Short name"
            value={identity.slug}
            onChange={(value) => identity.set('slug', value)}
            hint="As it stands in ids and addresses."
            problem={identity.problem}
            maxLength={64}
            required
          />
          <TextField
            label="Name"
            value={identity.name}
            onChange={(value) => identity.set('name', value)}
            hint="For people; the short name if left empty."
            maxLength={80}
          />
          {withArchitecture ? (
            <TextField
              label="Architecture"
              value={identity.architecture}
              onChange={(value) => identity.set('architecture', value)}
              hint="Networks of one architecture stand together."
              maxLength={80}
            />
          ) : null}
        </div>
        {children}
        <div>
          <Button look="primary" type="submit" disabled={disabled || isWrong}>
            {action}
          </Button>
        </div>
      </form>
    </StepCard>
  );
}
