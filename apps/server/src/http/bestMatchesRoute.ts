import { type BestMatches, type Derivation, encodeNpy } from '@unitgraph/analysis';
import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import { HttpProblem } from './httpProblem.js';
import { answeredFromCache } from './immutable.js';

/** What may stand behind the key: a side, how many partners of each unit, and whether they or their values are wanted. */
const FILE = /^(left|right)-([1-9]\d{0,3})-(partners|values)\.npy$/;

/** `/best/<key>/left-10-partners.npy`: the best partners of all units of a side, units x as many as are asked for. */
export function bestMatchesRoute({
  compute,
}: Services): (request: Request<{ key: string; file: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const { key, file } = request.params;
    const [, side, count, what] = FILE.exec(file) ?? [];
    const found =
      side === undefined ? undefined : await compute.find({ kind: 'bestMatches', key } as Derivation<BestMatches>);
    const first = Number(count);
    if (found?.left?.partners === undefined || first > found.kept) {
      throw new HttpProblem(
        404,
        `There are no best partners ${key.slice(0, 80)}/${file.slice(0, 80)} (yet). Ask \`bestMatches\` of a comparison for them.`,
      );
    }
    if (answeredFromCache(request, response, `${key}-${file}`)) return;
    const { units, partners, values } = side === 'right' ? (found.right ?? found.left) : found.left;
    response.type('application/octet-stream');
    const isAsked = (_: number, index: number) => index % found.kept < first;
    const npy =
      what === 'partners'
        ? encodeNpy('<i4', [units, first], new Int32Array(partners.filter(isAsked)))
        : encodeNpy('<f8', [units, first], new Float64Array(values.filter(isAsked)));
    response.send(Buffer.from(npy));
  };
}
