import { Refusal } from '@unitgraph/analysis';
import type { NextFunction, Request, Response } from 'express';
import { lineOf } from '../errors.js';
import { StorageProblem } from '../storage/storageProblem.js';

/** A request that is answered with a status and one line. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The last stop of every error of a route: one line in JSON, never a stack. Express tells it by its four arguments. */
export function answerProblem(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const { status, message } = problemOf(error);
  if (status >= 500) console.error(error);
  // Too late to say anything: cut the line, so that nobody takes half a file for a whole one.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.removeHeader('Cache-Control');
  response.removeHeader('ETag');
  response.status(status).json({ errors: [{ message }] });
}

function problemOf(error: unknown): { status: number; message: string } {
  if (error instanceof HttpProblem) return { status: error.status, message: error.message };
  if (error instanceof StorageProblem) return { status: 507, message: lineOf(error) };
  if (error instanceof Refusal) return { status: 422, message: lineOf(error) };
  // What express's own parsers throw: they state a status and whether the message may be shown.
  const { status, expose, type } = error as { status?: number; expose?: boolean; type?: string };
  if (type === 'entity.parse.failed') return { status: 400, message: `The body is no JSON: ${lineOf(error)}.` };
  if (type === 'entity.too.large') {
    return {
      status: 413,
      message: 'The request is too large. Send less, or start the server with a larger UNITGRAPH_MAX_BODY_KB.',
    };
  }
  if (typeof status === 'number' && expose === true) return { status, message: lineOf(error) };
  return { status: 500, message: `A defect of the server: ${lineOf(error).split('\n')[0]} (its log has more).` };
}
