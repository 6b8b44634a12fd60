import { Refusal } from '@unitgraph/analysis/errors';
import { COMPUTATION_FIELDS } from './computations.js';
import { computed } from './computed.js';
import type { Asked, ExportOptions, Format } from './exportCommand.js';
import { type NamedLayer, pathOf } from './names.js';
import type { Session } from './session.js';
import { counted } from './words.js';
import { writeOutput } from './writeOutput.js';

const MATCHES = `query ($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $by: Measure!, $rule: MatchRule!, $after: String) {
  compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) { __typename
    ... on Incomparable { message }
    ... on LayerComparison { matching(by: $by, rule: $rule) { __typename ${COMPUTATION_FIELDS} ... on Incomparable { message }
      ... on Matching { mean matchedCount deadLeft deadRight
        matches(first: 500, after: $after) {
          nodes { rank value mutual source { index } target { index } } pageInfo { hasNextPage endCursor } } } } } } }`;

interface Match {
  readonly rank: number;
  readonly value: number;
  readonly mutual: boolean;
  readonly source: { readonly index: number };
  readonly target: { readonly index: number };
}

interface Matching {
  readonly mean: number | null;
  readonly matchedCount: number;
  readonly deadLeft: number;
  readonly deadRight: number;
  readonly matches: {
    readonly nodes: readonly Match[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Refused {
  readonly message: string;
}

/** The matches of a matching, the best one first. */
export async function exportMatches(
  session: Session,
  [left, right]: readonly [NamedLayer, NamedLayer],
  { by, rule, format, output }: ExportOptions & { readonly format: Format },
  asked: Asked,
): Promise<{ value: object; words: string }> {
  const { terminal } = session;
  const variables = { left: left.id, right: right.id, by, rule, ...asked };
  const matches: Match[] = [];
  let facts: Omit<Matching, 'matches'> | undefined;
  for (let after: string | null = null, more = true; more; ) {
    const { matches: page, ...rest }: Matching = await pageOf(session, { ...variables, after });
    facts = rest;
    matches.push(...page.nodes);
    terminal.progress({ text: `${matches.length} matches`, share: matches.length / Math.max(1, rest.matchedCount) });
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  terminal.settle();
  const { mean = null, matchedCount = 0, deadLeft = 0, deadRight = 0 } = facts ?? {};
  const value = { left: left.id, right: right.id, measure: by, rule, mean, matchedCount, deadLeft, deadRight };
  await writeOutput(output, format === 'csv' ? csvOf(matches) : jsonOf(value, matches));
  return { value, words: `${counted(matches.length, 'match', 'matches')} of ${pathOf(left)} in ${pathOf(right)}` };
}

async function pageOf(session: Session, variables: object): Promise<Matching> {
  const { compare } = await computed<{ compare: { message?: string; matching?: Matching | Refused } }>(
    session,
    MATCHES,
    variables,
    'Match units',
  );
  const { matching } = compare;
  const message = matching !== undefined && 'message' in matching ? matching.message : compare.message;
  if (matching === undefined || 'message' in matching)
    throw new Refusal(message ?? 'These layers cannot be compared.', '');
  return matching;
}

async function* csvOf(matches: readonly Match[]): AsyncGenerator<string> {
  yield 'rank,left,right,value,mutual\n';
  for (const { rank, source, target, value, mutual } of matches)
    yield `${rank},${source.index},${target.index},${value},${mutual}\n`;
}

async function* jsonOf(facts: object, matches: readonly Match[]): AsyncGenerator<string> {
  const plain = matches.map(({ rank, source, target, value, mutual }) => ({
    rank,
    left: source.index,
    right: target.index,
    value,
    mutual,
  }));
  yield `${JSON.stringify({ ...facts, matches: plain }, null, 2)}\n`;
}
