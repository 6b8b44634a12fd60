export { buildGraph } from './buildGraph.js';
export { Context, type Services } from './context.js';
export { type Environment, readEnvironment } from './environment.js';
export { createGraphqlServer } from './http/graphqlServer.js';
export { printGraph } from './printGraph.js';
export { type RunningServer, startServer } from './server.js';
