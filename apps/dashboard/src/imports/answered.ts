import { readableError } from '../computing/readableError';
import { ImportFailure, lastingFailure } from './importFailure';

type Result<Data> = { data?: Data | undefined; error?: Parameters<typeof readableError>[0] | undefined };
type Refused = { __typename: 'Refused'; message: string; remedy: string };

/** What a union holds besides its refusal. @throws ImportFailure with the server's own sentences */
export function answered<Data, Value extends { __typename: string }>(
  { data, error }: Result<Data>,
  of: (data: Data) => Value,
): Exclude<Value, Refused> {
  if (error) throw new ImportFailure(readableError(error), 'See whether the server runs, and try again.');
  if (data === undefined) throw new ImportFailure('The server did not answer.', 'Try again.');
  const value = of(data);
  if (value.__typename === 'Refused') {
    const { message, remedy } = value as unknown as Refused;
    throw lastingFailure(message, remedy);
  }
  return value as Exclude<Value, Refused>;
}
