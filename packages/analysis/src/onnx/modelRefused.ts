import { Refusal } from '../errors.js';

/** A file that cannot be taken as a network: what is wrong with it, and what to do. */
export class ModelRefused extends Refusal {}

/** A tensor was asked for that the network does not compute. */
export class TensorMissing extends Refusal {
  constructor(tensor: string, known: readonly string[]) {
    const shown = known.slice(0, 12).join(', ');
    const more = known.length > 12 ? ` and ${known.length - 12} more` : '';
    super(`The model has no tensor “${tensor}”.`, `It has ${shown}${more}.`);
  }
}

/** What a library threw, as one line of at most 300 characters, without the places in its own source. */
export function oneLine(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const line = message
    .replace(/\s+/g, ' ')
    // File, line and signature of the function in C++.
    .replace(/\S*onnxruntime_src\S*:\d+ (?:[^()]*::[^()]*\(.*?\) (?:const )?)?/g, '')
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
