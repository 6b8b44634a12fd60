import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import type { Environment } from '../environment.js';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Why a request is not answered, in words, or null. A page of another site can have its name point to this machine (DNS
 * rebinding) and would then be answered like our own: bound to loopback, the server answers to loopback names alone, and to
 * those that it was told of. And browsers say whose page asks: only our own may.
 */
export function strangerIn(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { host, names }: Pick<Environment, 'host' | 'names'>,
): string | null {
  const asked = headers.host ?? '';
  const name = asked.replace(/:\d+$/, '').toLowerCase();
  const bound = host.includes(':') ? `[${host}]` : host;
  if (LOOPBACK.test(bound) && !LOOPBACK.test(name) && !names.includes(name)) {
    return `This server does not answer to the name ${JSON.stringify(name.slice(0, 100))}. Start it with UNITGRAPH_NAMES=NAME if it is yours.`;
  }
  const { origin, 'x-forwarded-host': forwarded } = headers;
  if (origin === undefined) return null;
  const from = URL.canParse(origin) ? new URL(origin).host : undefined;
  const own = from !== undefined && (from === asked || from === forwarded);
  return own ? null : 'Pages of other sites may not use this server.';
}

/** Answers strangers with 403 and the reason. */
export function refuseStrangers(environment: Environment) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const reason = strangerIn(request, environment);
    if (reason === null) next();
    else response.status(403).json({ errors: [{ message: reason }] });
  };
}
