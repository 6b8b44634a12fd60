import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Where requests go that are not for the server itself, and why they cannot. */
export interface Upstream {
  readonly address: URL | undefined;
  readonly problem: string;
}

const agent = new Agent({ keepAlive: true });

/** Passes a request on as it is, and the answer back. */
export function passOn(upstream: Upstream, request: IncomingMessage, response: ServerResponse): void {
  const { address } = upstream;
  if (address === undefined) {
    explain(response, upstream.problem);
    return;
  }
  const { hostname, port } = address;
  const headers = { ...request.headers, 'x-forwarded-host': request.headers.host, 'x-forwarded-proto': 'http' };
  const onward = httpRequest(
    { hostname, port, method: request.method, path: request.url, headers, agent },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    },
  );
  onward.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else explain(response, `It does not answer: ${error.message}.`);
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** Passes a connection on that becomes a WebSocket: a development server tells its pages of changes that way. */
export function passUpgradeOn({ address }: Upstream, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  if (address === undefined) {
    socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    return;
  }
  const onward = connect(Number(address.port), address.hostname, () => {
    const headers = request.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
  socket.on('close', () => onward.destroy());
}

function explain(response: ServerResponse, problem: string): void {
  const text = problem.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Retry-After': '1',
    'Cache-Control': 'no-store',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Unitgraph</title>` +
      `<body style="font: 1rem/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark">` +
      `<h1>The dashboard is not there</h1><p>${text} This page tries again by itself.</p>` +
      `<p>The graph answers at <a href="/graphiql">/graphiql</a>.</p>\n`,
  );
}
