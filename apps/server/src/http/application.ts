import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import compression from 'compression';
import express, { type Express, type Request, type Response } from 'express';
import { Context, type Services } from '../context.js';
import { passOn, type Upstream } from '../dashboard/proxy.js';
import { askerOf } from './askerOf.js';
import { bestMatchesRoute } from './bestMatchesRoute.js';
import { blobRoute } from './blobRoute.js';
import { graphiqlRoute } from './graphiqlRoute.js';
import { answerProblem } from './httpProblem.js';
import { beginImportRoute, importRoute, shardRoute } from './importRoutes.js';
import { isNear } from './isNear.js';
import { matrixRoute } from './matrixRoute.js';
import { refuseStrangers } from './ownAddress.js';
import { recordingRoute } from './recordingRoute.js';
import { stimulusRoute } from './stimulusRoute.js';
import { storedBlobRoute } from './storedBlobRoute.js';
import { tileRoute } from './tileRoute.js';
import { deadlineOf } from './waitLimit.js';

/** How the server stands, for `/ready`. */
export interface Readiness {
  examples: boolean;
}

/** Bytes of a manifest: one of ten thousand shards with their digests has two million. */
const LARGEST_MANIFEST = 32 * 2 ** 20;

/** All routes of the one public port; what is none of ours belongs to the dashboard. */
export function createApplication(
  services: Services,
  graphql: ApolloServer<Context>,
  dashboard: Upstream,
  readiness: Readiness,
): Express {
  const application = express();
  application.disable('x-powered-by');
  application.disable('etag');
  application.use(refuseStrangers(services.environment));
  application.get('/health', (_request, response) => {
    response.json({ status: 'ok', version: services.version });
  });
  application.get('/ready', (_request, response) => {
    const off = services.environment.dashboard === 'off';
    const state = { examples: readiness.examples, dashboard: off || dashboard.address !== undefined };
    response.status(state.examples && state.dashboard ? 200 : 503).json(state);
  });
  application.get('/graphiql', graphiqlRoute());
  application.get('/matrices/:key.npy', matrixRoute(services));
  application.get('/best/:key/:file', bestMatchesRoute(services));
  application.get('/matrices/:key/tiles/:order/:summary/:level/:row/:column.npy', tileRoute(services));
  application.get('/recordings/:key.npy', recordingRoute(services));
  application.get('/stimuli/:probeSet/:index.png', stimulusRoute(services));
  application.post('/blobs', blobRoute(services));
  application.get('/blobs/:digest', storedBlobRoute(services));
  application.post('/imports', express.json({ limit: LARGEST_MANIFEST }), beginImportRoute(services));
  application.get('/imports/:id.json', importRoute(services));
  application.put('/imports/:id/shards/:shard', shardRoute(services));
  application.use(
    '/graphql',
    sendPeopleToGraphiql,
    // Measured: a page of 390 KiB shrinks to a tenth in some milliseconds; on this machine that only costs.
    compression({ filter: (request) => !isNear(request as Request) }),
    express.json({ limit: services.environment.limits.bodyBytes }),
    allowNoBody,
    expressMiddleware(graphql, {
      context: async ({ req }) =>
        new Context(services, deadlineOf(req.headers.prefer), askerOf(req.headers, req.socket.remoteAddress)),
    }),
  );
  application.use((request, response) => passOn(dashboard, request, response));
  application.use(answerProblem);
  return application;
}

/** Somebody typed the address into a browser: there is a page for that. */
function sendPeopleToGraphiql(request: Request, response: Response, next: () => void): void {
  const person =
    request.method === 'GET' && request.query.query === undefined && request.accepts(['json', 'html']) === 'html';
  if (person) response.redirect(303, '/graphiql');
  else next();
}

/** A GET has no body, and Apollo's adapter wants to see that somebody looked for one. */
function allowNoBody(request: Request, _response: Response, next: () => void): void {
  request.body ??= {};
  next();
}
