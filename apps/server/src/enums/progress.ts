import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from './words.js';

export const ImportState = words('RECEIVING', 'DONE');
export type ImportState = WordOf<typeof ImportState>;
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How an import stands.',
  valuesConfig: {
    RECEIVING: {
      description: 'Shards are missing, or a problem stands against its end. Nothing of it is visible yet.',
    },
    DONE: { description: 'All shards are there: its layers and recordings are in the graph.' },
  },
});

export const ImportShardState = words('MISSING', 'RECEIVED', 'REFUSED');
export type ImportShardState = WordOf<typeof ImportShardState>;
registerEnumType(ImportShardState, {
  name: 'ImportShardState',
  description: 'How a shard of an import stands.',
  valuesConfig: {
    MISSING: { description: 'It was not sent yet, or is to be sent again.' },
    RECEIVED: { description: 'It is there, checked and converted.' },
    REFUSED: { description: 'It was sent and refused: `problem` says why. Sending it again tries again.' },
  },
});

export const ComputationState = words('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');
export type ComputationState = WordOf<typeof ComputationState>;
registerEnumType(ComputationState, {
  name: 'ComputationState',
  description: 'How a computation stands.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its inputs, or for its turn.' },
    RUNNING: { description: 'It is being computed.' },
    DONE: { description: 'Its value is kept: ask the field again.' },
    FAILED: { description: '`error` says why. Asking the field again tries again.' },
    CANCELLED: { description: 'Somebody stopped it. Asking the field again starts it again.' },
  },
});
