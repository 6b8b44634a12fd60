import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '@unitgraph/analysis';
import { buildGraph } from './buildGraph.js';
import { openCatalog } from './catalog/catalog.js';
import { CatalogObjects } from './catalogObjects.js';
import { Computations } from './compute/computations.js';
import { ComputeClient } from './compute/computeClient.js';
import type { Services } from './context.js';
import { DashboardProcess } from './dashboard/dashboardProcess.js';
import { passUpgradeOn, type Upstream } from './dashboard/proxy.js';
import type { Environment } from './environment.js';
import { ExampleLoader } from './examples/exampleLoader.js';
import { createApplication, type Readiness } from './http/application.js';
import { createGraphqlServer } from './http/graphqlServer.js';
import { openSockets } from './http/webSocket.js';
import { Imports } from './imports/imports.js';
import { ProbeSetImports } from './stimuli/probeSetImports.js';
import { StimulusFactsReader } from './stimuli/stimulusFacts.js';
import { type DataFolder, takeDataFolder } from './storage/dataFolder.js';

/** Milliseconds that a request may take to come in. */
const SLOWEST_REQUEST = 6 * 3_600_000;

export interface RunningServer {
  /** Where it answers, for example `http://127.0.0.1:4000`. */
  readonly address: string;
  readonly services: Services;
  /** Resolves once the examples are loaded and the dashboard, where there is one, listens or has given up. */
  readonly ready: Promise<void>;
  /** Lets requests under way end, stops the children, lets go of the data folder. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Address of a module whose `candidates` are the backends to compute on, in the order of preference, in place of those of this version. */
  readonly candidates?: string;
}

/** The services over a data folder, without anything that listens. */
export async function openServices(
  environment: Environment,
  { home, store }: DataFolder,
  options: ServerOptions = {},
): Promise<Services> {
  const catalog = await openCatalog(home);
  const computations = await Computations.open(catalog.computations);
  const compute = new ComputeClient(store, computations, {
    memoryBytes: environment.limits.memoryBytes,
    beginning: {
      home,
      backend: environment.backend ?? null,
      memoryBytes: environment.limits.computeMemoryBytes,
      ...options,
    },
  });
  return {
    environment,
    version: versionOf(),
    store,
    catalog,
    objects: new CatalogObjects(catalog),
    compute,
    stimulusFacts: new StimulusFactsReader(store),
    examples: new ExampleLoader({ store, catalog, compute }, environment.examples),
    imports: new Imports({ store, catalog, compute }, environment.limits),
    probeSetImports: new ProbeSetImports({ store, catalog, compute }, environment.limits),
  };
}

/** Wires everything and listens. Throws a Refusal where the port or the data folder cannot be had. */
export async function startServer(environment: Environment, options: ServerOptions = {}): Promise<RunningServer> {
  const folder = await takeDataFolder(environment.home);
  const services = await openServices(environment, folder, options);
  const schema = buildGraph();
  const graphql = createGraphqlServer(schema, environment.limits);
  await graphql.start();
  // A shard of some gigabytes may take longer than Node's five minutes.
  const http = createServer({ requestTimeout: SLOWEST_REQUEST });
  const sockets = openSockets(schema, services);
  const closeServices = async (): Promise<void> => {
    await sockets.dispose();
    await graphql.stop();
    await services.imports.close();
    await services.compute.close();
    await services.catalog.close();
    await folder.release();
  };
  try {
    await listen(http, environment);
  } catch (error) {
    await closeServices();
    throw error;
  }
  const { port } = http.address() as AddressInfo;
  const dashboard = dashboardOf(environment, port);
  const readiness: Readiness = { examples: false };
  http.on('request', createApplication(services, graphql, dashboard, readiness));
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] === '/graphql') sockets.upgrade(request, socket, head);
    else passUpgradeOn(dashboard, request, socket, head);
  });
  const examples = services.examples.loadNew().then(() => {
    readiness.examples = true;
  });
  const ready = Promise.all([examples, dashboard instanceof DashboardProcess ? dashboard.settled : null]).then(
    () => {},
  );
  return {
    address: `http://${environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`,
    services,
    ready,
    stop: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      // What is still asked waits for computations that end now; nobody is kept waiting longer than this.
      const force = setTimeout(() => http.closeAllConnections(), 2_000);
      if (dashboard instanceof DashboardProcess) await dashboard.stop();
      await examples.catch(() => undefined);
      await closeServices();
      await closed;
      clearTimeout(force);
    },
  };
}

function dashboardOf(environment: Environment, port: number): Upstream {
  if (environment.dashboard === 'off')
    return { address: undefined, problem: 'It was left out (UNITGRAPH_DASHBOARD=off).' };
  if (environment.dashboard !== 'serve') return { address: environment.dashboard, problem: '' };
  const loopback = ['0.0.0.0', '::', '127.0.0.1', 'localhost'].includes(environment.host)
    ? '127.0.0.1'
    : environment.host;
  const dashboard = new DashboardProcess(`http://${loopback}:${port}`);
  dashboard.start();
  return dashboard;
}

async function listen(http: Server, { host, port }: Environment): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new Refusal(`Port ${port} on ${host} is in use.`, `Choose another one: PORT=${port + 1} npm start`));
      else if (error.code === 'EACCES')
        reject(
          new Refusal(
            `Port ${port} on ${host} may not be used by this user.`,
            'Choose one from 1024 up: PORT=4000 npm start',
          ),
        );
      else if (error.code === 'EADDRNOTAVAIL')
        reject(new Refusal(`${host} is no address of this machine.`, 'Unset HOST, or set it to 127.0.0.1 or 0.0.0.0.'));
      else reject(error);
    });
    http.listen(port, host, resolve);
  });
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
