import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { EXAMPLE_QUERIES } from './exampleQueries.js';

/** Without it a phone draws the page as wide as a desk, and shrinks it. */
const VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />';

/**
 * `/graphiql`: one page that holds all its scripts, so that it works offline. `?query=` puts a query into the editor.
 * Pages of this server may frame it.
 */
export function graphiqlRoute(): (request: Request, response: Response) => Promise<void> {
  let made: Promise<{ page: Buffer; packed: Buffer; tag: string }> | undefined;
  return async (request, response) => {
    made ??= makePage();
    const { page, packed, tag } = await made;
    response.setHeader('ETag', tag);
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Content-Security-Policy', "frame-ancestors 'self'");
    if (request.headers['if-none-match'] === tag) {
      response.status(304).end();
      return;
    }
    response.type('html');
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.acceptsEncodings('gzip') === 'gzip') response.setHeader('Content-Encoding', 'gzip').end(packed);
    else response.end(page);
  };
}

async function makePage(): Promise<{ page: Buffer; packed: Buffer; tag: string }> {
  // Nine megabytes of scripts as text, which a server that starts need not read.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = {
    title: 'Unitgraph',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: EXAMPLE_QUERIES.map((query) => ({ query })),
  };
  // Its type is of graphql-yoga, which is no dependency of ours.
  const rendered = (renderGraphiQL as (options: object) => string)(options);
  const page = Buffer.from(rendered.replace('<meta charset="utf-8" />', `$&${VIEWPORT}`));
  const tag = `"${createHash('sha256').update(page).digest('hex').slice(0, 32)}"`;
  return { page, packed: await promisify(gzip)(page), tag };
}
