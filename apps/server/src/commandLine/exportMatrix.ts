import { decodeNpy, Refusal } from '@unitgraph/analysis';
import { COMPUTATION_FIELDS } from './computations.js';
import { computed } from './computed.js';
import { download } from './download.js';
import type { Asked, ExportOptions, Format } from './exportCommand.js';
import { type NamedLayer, pathOf } from './names.js';
import type { Session } from './session.js';
import { writeOutput } from './writeOutput.js';

const MATRIX = `query ($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $by: Measure!) {
  compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) { __typename
    ... on Incomparable { message }
    ... on LayerComparison { id samples matrix(by: $by) { __typename ${COMPUTATION_FIELDS} ... on Incomparable { message }
      ... on Matrix { npy rows columns minimum maximum } } } } }`;

interface Compared {
  readonly compare: {
    readonly __typename: string;
    readonly message?: string;
    readonly matrix?: {
      /** Why there is none. */
      readonly message?: string;
      readonly npy: string;
      readonly rows: number;
      readonly columns: number;
      readonly minimum: number | null;
      readonly maximum: number | null;
    };
  };
}

/** All pairs of the units of two layers: rows are units of the left one. */
export async function exportMatrix(
  session: Session,
  [left, right]: readonly [NamedLayer, NamedLayer],
  { by, format, output }: ExportOptions & { readonly format: Format },
  asked: Asked,
): Promise<{ value: object; words: string }> {
  const variables = { left: left.id, right: right.id, by, ...asked };
  const { compare } = await computed<Compared>(
    session,
    MATRIX,
    variables,
    `Compare ${pathOf(left)} with ${pathOf(right)}`,
  );
  const { matrix } = compare;
  const message = matrix?.message ?? compare.message;
  if (matrix === undefined || message !== undefined)
    throw new Refusal(message ?? 'These layers cannot be compared.', '');
  const { rows, columns, minimum, maximum } = matrix;
  const { chunks } = await download(session, matrix.npy, `${rows} x ${columns} values`);
  await writeOutput(output, format === 'npy' ? chunks : asText(await valuesOf(chunks), [rows, columns], format));
  return {
    value: { left: left.id, right: right.id, measure: by, rows, columns, minimum, maximum },
    words: `${rows} x ${columns} values of ${pathOf(left)} with ${pathOf(right)}`,
  };
}

async function valuesOf(chunks: AsyncIterable<Uint8Array>): Promise<ArrayLike<number>> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return decodeNpy(new Uint8Array(Buffer.concat(parts)), 'the matrix').data as Float32Array;
}

/** Row by row: a matrix of 10,000 x 10,000 as text is a gigabyte. Units that do not vary have no values. */
async function* asText(
  values: ArrayLike<number>,
  [rows, columns]: readonly [number, number],
  format: Format,
): AsyncGenerator<string> {
  const cells = (row: number, absent: string): string =>
    Array.from({ length: columns }, (_, column) => shown(values[row * columns + column] as number, absent)).join(',');
  if (format === 'csv') {
    yield `unit,${Array.from({ length: columns }, (_, column) => column).join(',')}\n`;
    for (let row = 0; row < rows; row++) yield `${row},${cells(row, '')}\n`;
  } else {
    yield '[\n';
    for (let row = 0; row < rows; row++) yield `  [${cells(row, 'null')}]${row === rows - 1 ? '' : ','}\n`;
    yield ']\n';
  }
}

/** As many digits as tell every float32 from its neighbours. */
function shown(value: number, absent: string): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : absent;
}
