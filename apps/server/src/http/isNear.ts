import type { Request } from 'express';

/** What proxies say of those behind them. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'via'];

/**
 * Whether the client is on this machine, where bytes travel faster than they are compressed: gzip makes some 40 megabytes a
 * second of recordings, the loopback moves thousands.
 */
export function isNear({ socket, headers }: Request): boolean {
  const address = socket.remoteAddress ?? '';
  const here = /^(::ffff:)?127\./.test(address) || address === '::1';
  return here && !FORWARDED.some((name) => name in headers);
}
