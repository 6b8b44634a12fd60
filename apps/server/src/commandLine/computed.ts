import { Refusal } from '@unitgraph/analysis/errors';
import { askUntilComputed } from './askUntilComputed.js';
import { failedOf } from './computationProblems.js';
import { wordsOf } from './serverConnection.js';
import type { Session } from './session.js';

/** Data of a query once all of it is computed. @throws Refusal where the server refuses, or a value could not be computed */
export async function computed<Data>(session: Session, query: string, variables: object, text: string): Promise<Data> {
  const { data, errors, computations } = await askUntilComputed<Data>(session, query, variables, { text });
  if (errors !== undefined || data == null) throw new Refusal(wordsOf(errors), '');
  const failed = failedOf(computations);
  if (failed !== null) throw failed;
  return data;
}
