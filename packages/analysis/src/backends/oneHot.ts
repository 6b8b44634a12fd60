import type { CodeBlock } from './backend.js';

/**
 * 1 for codes from 1 on, 0 for 0, which then writes a 0 to code 1's place. Half of the codes of rectified units are 0, at
 * random: a branch would be guessed wrong, and costs more than the write.
 */
function isHot(code: number): number {
  return -code >>> 31;
}

/** The one-hot codes as rows: (units * depth) x samples of 0 and 1. */
export function oneHotRows({ units, samples, depth, codes }: CodeBlock): Uint8Array {
  const rows = new Uint8Array(units * depth * samples);
  for (let unit = 0; unit < units; unit++) {
    const from = unit * samples;
    // Code 1 is the unit's first row.
    const row = (unit * depth - 1) * samples;
    for (let sample = 0; sample < samples; sample++) {
      const code = codes[from + sample] as number;
      const hot = isHot(code);
      rows[row + (code + 1 - hot) * samples + sample] = hot;
    }
  }
  return rows;
}

/** Samples at a time, so that what is written stays in the processor's cache while the units pass over it. */
const STRIP = 64;

/** The one-hot codes as columns: samples x (units * depth) of 0 and 1. */
export function oneHotColumns({ units, samples, depth, codes }: CodeBlock): Int8Array {
  const width = units * depth;
  const columns = new Int8Array(samples * width);
  for (let first = 0; first < samples; first += STRIP) {
    const end = Math.min(first + STRIP, samples);
    for (let unit = 0; unit < units; unit++) {
      const from = unit * samples;
      const column = unit * depth - 1;
      for (let sample = first; sample < end; sample++) {
        const code = codes[from + sample] as number;
        const hot = isHot(code);
        columns[sample * width + column + (code + 1 - hot)] = hot;
      }
    }
  }
  return columns;
}
