import { type Correlation, type Derivation, encodeNpy } from '@unitgraph/analysis';
import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import { HttpProblem } from './httpProblem.js';
import { answeredFromCache } from './immutable.js';

/** `/matrices/<key>.npy`: all values of a pair of layers under a measure, float32, C order. */
export function matrixRoute({
  compute,
}: Services): (request: Request<{ key: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const { key } = request.params;
    const value = await compute.find({ kind: 'correlation', key } as Derivation<Correlation>);
    if (value === undefined || !(value.values instanceof Float64Array)) {
      throw new HttpProblem(
        404,
        `There is no matrix ${key.slice(0, 80)} (yet). Ask \`matrix\` of a comparison for it.`,
      );
    }
    if (answeredFromCache(request, response, key)) return;
    const { rows, columns, values } = value;
    response.type('application/octet-stream');
    response.send(Buffer.from(encodeNpy('<f4', [rows, columns], Float32Array.from(values))));
  };
}
