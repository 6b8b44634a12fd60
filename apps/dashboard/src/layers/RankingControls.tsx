'use client';

import { IconButton } from '../components/IconButton';
import { DownIcon, UpIcon } from '../components/icons';
import { Segmented } from '../components/Segmented';
import { Select } from '../components/Select';
import { capital, words } from '../format/words';
import { conditions, orderNames, orders } from './orders';
import type { RankingChoice } from './useRankingChoice';

type Props = {
  choice: RankingChoice;
  onChoose: (change: Partial<RankingChoice>) => void;
  others: readonly { id: string; name: string }[];
};

const anywhere = 'anywhere';

/** Sorting, filtering, and where to look for the best match. */
export function RankingControls({ choice, onChoose, others }: Props) {
  return (
    <div role="toolbar" aria-label="Order and filter" className="flex flex-wrap items-center gap-2">
      <div className="flex items-center gap-1">
        <Select
          label="Sort"
          value={choice.by}
          onChange={(by) => onChoose({ by })}
          choices={orderNames.map((name) => ({ value: name, label: orders[name].label }))}
        />
        <IconButton
          label={choice.descending ? 'Highest first. Change to lowest first' : 'Lowest first. Change to highest first'}
          onClick={() => onChoose({ descending: !choice.descending })}
          className="border border-line-strong bg-raised"
        >
          {choice.descending ? <DownIcon /> : <UpIcon />}
        </IconButton>
      </div>
      <Segmented
        label="Condition"
        value={choice.condition}
        onChange={(condition) => onChoose({ condition })}
        choices={conditions.map((value) => ({ value, label: capital(words(value)) }))}
      />
      <Select
        label="Best match in"
        value={choice.in ?? anywhere}
        onChange={(value) => onChoose({ in: value === anywhere ? null : value })}
        choices={[
          { value: anywhere, label: 'all other networks', disabled: choice.by === 'BEST_MATCH' },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
