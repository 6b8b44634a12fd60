import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionResult } from 'graphql';
import {
  buildGraph,
  Context,
  createGraphqlServer,
  openServices,
  readEnvironment,
  type Services,
  takeDataFolder,
} from '../../apps/server/dist/index.js';

/** The graph in this process, over a data folder of its own: the example networks, and a compute process. */
export interface OpenGraph {
  readonly services: Services;
  /** Whole answer of an operation. Waits at most `seconds` for values. */
  execute(query: string, variables?: Record<string, unknown>, seconds?: number): Promise<ExecutionResult>;
  /** Data of an operation; throws where the answer has errors. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the query says.
  data(query: string, variables?: Record<string, unknown>, seconds?: number): Promise<any>;
  /** Message of the one error that the operation is answered with. */
  error(query: string, variables?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function openGraph(variables: Record<string, string> = {}): Promise<OpenGraph> {
  const home = mkdtempSync(join(tmpdir(), 'unitgraph-graph-'));
  const environment = readEnvironment({ UNITGRAPH_HOME: home, UNITGRAPH_DASHBOARD: 'off', ...variables });
  const folder = await takeDataFolder(environment.home);
  const services = await openServices(environment, folder);
  await services.examples.loadNew();
  const server = createGraphqlServer(buildGraph(), environment.limits);
  const execute: OpenGraph['execute'] = async (query, given = {}, seconds = 60) => {
    const contextValue = new Context(services, Date.now() + seconds * 1000);
    const { body } = await server.executeOperation({ query, variables: given }, { contextValue });
    if (body.kind !== 'single') throw new Error('The answer came in parts.');
    return body.singleResult as ExecutionResult;
  };
  return {
    services,
    execute,
    async data(query, given, seconds) {
      const { data, errors } = await execute(query, given, seconds);
      if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
      return data;
    },
    async error(query, given) {
      const { errors } = await execute(query, given);
      if (errors?.length !== 1) throw new Error(`One error was expected: ${JSON.stringify(errors)}`);
      return errors[0]?.message ?? '';
    },
    async close() {
      await server.stop();
      await services.imports.close();
      await services.compute.close();
      await services.catalog.close();
      await folder.release();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
