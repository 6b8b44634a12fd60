import { Refusal } from '@unitgraph/analysis';
import { SLUG } from '../relay/globalId.js';

/** Characters of what people call things: more would not fit where it stands. */
const LONGEST_NAME = 80;

/** @throws Refusal for what cannot stand in ids and addresses */
export function checkSlug(slug: string): void {
  if (SLUG.test(slug)) return;
  throw new Refusal(
    `${JSON.stringify(slug.slice(0, 80))} cannot be a slug.`,
    'Use up to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit.',
  );
}

/** @throws Refusal for what is too long */
export function checkName(what: string, text: string | null | undefined): void {
  const length = text?.trim().length ?? 0;
  if (length > LONGEST_NAME)
    throw new Refusal(`The ${what} has ${length} characters.`, `Give one of ${LONGEST_NAME} at most.`);
}
