import type { IncomingHttpHeaders } from 'node:http';
import type { Asker } from '../compute/asker.js';

/** Urgency when nothing is said, and the least urgent: RFC 9218. */
const USUAL = 3;
const LEAST = 7;
/** Characters of a client's name that count. */
const LONGEST_NAME = 100;

/**
 * Who asks and how urgently, by the headers `X-Unitgraph-Client: NAME` and `Priority: u=0..7` (RFC 9218: 0 is the most urgent, 3 is usual,
 * 7 is background). Without a name, requests from one address are one client's.
 */
export function askerOf(headers: IncomingHttpHeaders, address: string | undefined): Asker {
  const name = headers['x-unitgraph-client'];
  const said = [headers.priority ?? []].flat().join(',');
  const urgency = /(?:^|[,\s])u\s*=\s*(\d)(?![\d.])/i.exec(said)?.[1];
  return asker(
    typeof name === 'string' ? name : undefined,
    urgency === undefined ? undefined : Number(urgency),
    address,
  );
}

/** The same as WebSocket clients say it, in `connectionParams.client` and `.urgency`, where they do; else by the headers they came with. */
export function askerOfConnection(
  parameters: Readonly<Record<string, unknown>> | undefined,
  headers: IncomingHttpHeaders,
  address: string | undefined,
): Asker {
  const { client, urgency } = parameters ?? {};
  const byHeaders = askerOf(headers, address);
  const said = asker(typeof client === 'string' ? client : undefined, urgency, address);
  return {
    client: typeof client === 'string' && client !== '' ? said.client : byHeaders.client,
    priority: urgency === undefined ? byHeaders.priority : said.priority,
  };
}

/** A preference is no command: one that cannot be read counts as none. */
function asker(name: string | undefined, urgency: unknown, address: string | undefined): Asker {
  const known = typeof urgency === 'number' && Number.isInteger(urgency) && urgency >= 0 && urgency <= LEAST;
  return {
    client: name === undefined || name === '' ? `at ${address ?? 'an unknown address'}` : name.slice(0, LONGEST_NAME),
    priority: USUAL - (known ? (urgency as number) : USUAL),
  };
}
