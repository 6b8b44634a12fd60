import { PROBE_SET_SOURCES } from '@unitgraph/analysis';
import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from '../enums.js';

export const Tokenizer = words('BYTES', 'WORDS');
export type Tokenizer = WordOf<typeof Tokenizer>;
registerEnumType(Tokenizer, {
  name: 'Tokenizer',
  description: 'What a token of a line of text is.',
  valuesConfig: {
    BYTES: { description: 'Each byte of the line in UTF-8: 0 to 255.' },
    WORDS: { description: 'What stands between spaces, by its place in a vocabulary.' },
  },
});

export const ProbeSetSource = words(...PROBE_SET_SOURCES);
export type ProbeSetSource = WordOf<typeof ProbeSetSource>;
registerEnumType(ProbeSetSource, {
  name: 'ProbeSetSource',
  description: 'What stimuli came as.',
  valuesConfig: {
    IMAGES: { description: 'A zip of image files.' },
    ARRAY: { description: 'An array.' },
    TABLE: { description: 'A table, one row a stimulus.' },
    TEXT: { description: 'Text, one line a stimulus.' },
  },
});
