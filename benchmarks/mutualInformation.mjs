/**
 * Exact mutual information of 256 x 256 pairs of units over 50,000 samples, bins included, against a loop of
 * `numpy.histogram2d` (some pairs of it, scaled up) and against the quickest of three vectorised ways in NumPy. Fails where the
 * sides do not come to the same. `--quick` takes 64 x 64 units over 5,000 samples.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from '../scripts/verification/compare.mjs';
import { tellRow } from './rows.mjs';
import { openPairs } from './scaling/pairs.mjs';
import { findPython, pythonEnvironment } from './wholePair/python.mjs';
import { timed } from './wholePair/timing.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const size = options.quick ? { units: 64, samples: 5000 } : { units: 256, samples: 50_000 };

const found = findPython();
const folder = mkdtempSync(join(tmpdir(), 'unitgraph-information-'));
const pairs = await openPairs();
try {
  const pair = await pairs.source(folder, size)(size);
  const { result, seconds } = await timed(() => pairs.information(pair));
  // Theirs are of units that vary, which is condition 0.
  const live = ({ conditions }) => [...conditions.keys()].filter((unit) => conditions[unit] === 0);
  const ours = { benchmark: 'mutualInformation', ours: seconds, unit: 's' };
  const name = `${size.units} x ${size.units} units over ${size.samples.toLocaleString('en')} samples`;
  const LOOP = 'a loop of numpy.histogram2d';
  const VECTORISED = 'the quickest vectorised NumPy';
  if (found.python === undefined) {
    for (const against of [LOOP, VECTORISED]) tellRow({ ...ours, name, against, absent: found.absent });
  } else {
    const script = join(import.meta.dirname, 'mutualInformation/alternatives.py');
    execFileSync(found.python, [script, folder], { env: pythonEnvironment(), stdio: 'inherit' });
    const theirs = JSON.parse(readFileSync(join(folder, 'alternatives.json'), 'utf8'));
    const columns = live(pair.right);
    const values = live(pair.left).map((row) => columns.map((column) => result.raw[row * size.units + column]));
    const { agrees, note, error } = compare(values, theirs.values);
    if (!agrees) throw new Error(`The results do not agree: relative error ${error} (${note}).`);
    const { histogram, vectorised } = theirs;
    tellRow({
      ...{ ...ours, name, against: LOOP, theirs: histogram.seconds, ratio: histogram.seconds / seconds },
      note: `theirs from ${histogram.pairs} of ${histogram.of.toLocaleString('en')} pairs, scaled up`,
    });
    const [best] = Object.entries(vectorised).sort(([, one], [, other]) => one - other);
    tellRow({
      ...{ ...ours, name, against: VECTORISED, theirs: best[1], ratio: best[1] / seconds },
      note: `${best[0]}; ${Object.entries(vectorised)
        .filter(([way]) => way !== best[0])
        .map(([way, taken]) => `${way} ${taken.toPrecision(3)} s`)
        .join(', ')}`,
    });
  }
} finally {
  await pairs.close();
  rmSync(folder, { recursive: true, force: true });
}
