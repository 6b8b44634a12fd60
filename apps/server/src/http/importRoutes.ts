import type { Request, Response } from 'express';
import type { ImportRecord } from '../catalog/records.js';
import type { Services } from '../context.js';
import { lineOf } from '../errors.js';
import { missingOf } from '../imports/import.js';
import { NoSuchImport, OtherContent } from '../imports/importProblems.js';
import { idOf } from '../relay/globalId.js';
import { TooLarge } from '../storage/receiveDraft.js';
import { HttpProblem } from './httpProblem.js';

/** `POST /imports`: the body is the manifest; answers how the import stands. The same as the mutation `beginImport`. */
export function beginImportRoute({ imports }: Services): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    if (request.body === undefined)
      throw new HttpProblem(415, 'Send the manifest as `Content-Type: application/json`.');
    response.status(201).json(summaryOf(await imports.begin(request.body)));
  };
}

/** `GET /imports/<digest>.json`: how the import stands. */
export function importRoute({
  imports,
}: Services): (request: Request<{ id: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const record = await imports.find(request.params.id);
    if (record === undefined) throw new HttpProblem(404, `There is no import ${request.params.id.slice(0, 80)}.`);
    response.setHeader('Cache-Control', 'no-store');
    response.json(summaryOf(record));
  };
}

/** `PUT /imports/<digest>/shards/<index>`: the body is the file; answers how the import stands with it. */
export function shardRoute({
  imports,
}: Services): (request: Request<{ id: string; shard: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const { id, shard } = request.params;
    const said = Number(request.headers['content-length'] ?? Number.NaN);
    const upload = { chunks: request, length: Number.isSafeInteger(said) ? said : null };
    try {
      response.json(summaryOf(await imports.receive(id, /^\d{1,9}$/.test(shard) ? Number(shard) : -1, upload)));
    } catch (error) {
      if (error instanceof NoSuchImport) throw new HttpProblem(404, lineOf(error));
      if (error instanceof OtherContent) throw new HttpProblem(409, lineOf(error));
      if (error instanceof TooLarge) throw new HttpProblem(413, lineOf(error));
      throw error;
    }
  };
}

/** How an import stands, for programs that speak no GraphQL. */
function summaryOf(record: ImportRecord): object {
  const { id, state, network, probeSet, layers, files, shards, problem } = record;
  const refused = [...shards].flatMap(([shard, sent]) =>
    sent.problem === null ? [] : [{ shard, file: files[shard], message: sent.problem }],
  );
  const missing = missingOf(record);
  return {
    digest: id,
    state,
    network: idOf.network(network),
    probeSetDigest: probeSet,
    layers: layers.map((layer) => idOf.layer(network, layer)),
    shardCount: files.length,
    receivedCount: files.length - missing.length,
    missing,
    refused,
    problem,
  };
}
