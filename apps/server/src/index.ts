export { buildGraph } from './buildGraph.js';
export { Context, type Services } from './context.js';
export { type Environment, readEnvironment } from './environment.js';
export { askerOf, askerOfConnection } from './http/askerOf.js';
export { createGraphqlServer } from './http/graphqlServer.js';
export { printGraph } from './printGraph.js';
export { openServices, type RunningServer, type ServerOptions, startServer } from './server.js';
export { takeDataFolder } from './storage/dataFolder.js';
