import { type Derivation, isDerivation, type Parameter } from '../derivation.js';

type Wanted = Pick<Derivation, 'parameters'>;

/** What a definition `reads` whose parameters name one recording. */
export function itsRecording({ parameters }: Wanted): Derivation[] {
  return derivationsOf([parameters.recording]);
}

/** The same of a pair, each once. */
export function bothSides({ parameters }: Wanted): Derivation[] {
  return derivationsOf([parameters.left, parameters.right]);
}

/** The same of those that name recordings only where they read them. */
export function itsRecordings({ parameters }: Wanted): Derivation[] {
  return derivationsOf((parameters.recordings ?? []) as readonly Parameter[]);
}

function derivationsOf(parameters: readonly (Parameter | undefined)[]): Derivation[] {
  const found = parameters.filter((parameter) => parameter !== undefined && isDerivation(parameter)) as Derivation[];
  return [...new Map(found.map((each) => [each.key, each])).values()];
}
