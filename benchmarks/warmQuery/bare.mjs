/**
 * A bare Apollo Server over the product's own schema, whose fields only read a property of an answer from memory. First
 * message: data by name of operation. Sends its address. As parameter `standalone` (Apollo's own set-up) or `express` (the
 * routes' set-up of the product: no hook on fields for cache control, Express 5, its adapter).
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(import.meta.dirname, '../../apps/server/package.json'));
const { ApolloServer } = require('@apollo/server');
const { buildSchema } = require('graphql');
const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8'));

process.once('message', async (answers) => {
  const [way] = process.argv.slice(2);
  const { ApolloServerPluginCacheControlDisabled } = require('@apollo/server/plugin/disabled');
  const server = new ApolloServer({
    schema,
    rootValue: (document) =>
      answers[document.definitions.find(({ kind }) => kind === 'OperationDefinition').name.value],
    fieldResolver: (source, _arguments, _context, { path }) => source[path.key],
    plugins: way === 'express' ? [ApolloServerPluginCacheControlDisabled()] : [],
  });
  process.send(await (way === 'express' ? onExpress(server) : standalone(server)));
});

async function standalone(server) {
  const { startStandaloneServer } = require('@apollo/server/standalone');
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return url.replace(/\/$/, '').replace('localhost', '127.0.0.1');
}

async function onExpress(server) {
  const express = require('express');
  const { expressMiddleware } = require('@as-integrations/express5');
  await server.start();
  const application = express();
  application.use('/graphql', express.json(), expressMiddleware(server));
  const http = createServer(application);
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${http.address().port}`;
}
