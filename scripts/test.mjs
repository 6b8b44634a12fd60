import './environment.mjs';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root, run, runAndKeep } from './run.mjs';
import { say } from './say.mjs';

// Installs what tests need, checks style, types and borders, runs all tests (or those named as parameters), and ends with
// a line `N passed, N failed`.
checkNodeVersion();
await install();
const chromium = await findBrowser();
if (chromium === undefined)
  say('No Chromium was found and none could be installed: browser tests are skipped. Set UNITGRAPH_CHROMIUM to one.');
await build();

const chosen = process.argv.slice(2);
// The check takes one core for a while, and tests wait now and then: side by side they end sooner. What it depends on is built, and
// must not be touched under the tests: `--only`.
if (chosen.length === 0) say('Checking style, types and the borders between packages, and running tests');
else say('Running tests');
const checking = chosen.length === 0 ? runAndKeep('npm', ['run', '--silent', 'check', '--', '--only']) : undefined;
const results = join(root, 'test/output/results.json');
rmSync(results, { force: true });
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const code = await run(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...chosen],
  { environment: chromium === undefined ? {} : { UNITGRAPH_CHROMIUM: chromium } },
);
const counts = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const checked = (await checking) ?? { code: 0, output: '' };
// A failed check, and a file that could not be loaded, are failures that no single test counts.
const failedElsewhere = (checked.code === 0 ? 0 : 1) + (code !== 0 && counts.numFailedTests === 0 ? 1 : 0);
if (checked.code !== 0) {
  process.stderr.write(checked.output);
  console.error('The check of style, types and borders failed: the reason stands above. `npm run format` mends style.');
}
const failed = counts.numFailedTests + failedElsewhere;
const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
console.log(`${counts.numPassedTests} passed, ${failed} failed${skipped}`);
process.exit(failed === 0 ? 0 : 1);
