import './environment.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProduct } from '../benchmarks/product.mjs';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root } from './run.mjs';
import { giveUp, say } from './say.mjs';

// Writes docs/report anew: its numbers asked of the API of a server with an empty data folder, its figures exported from the
// dashboard in a browser.
checkNodeVersion();
await install();
await build();
const executablePath = await findBrowser();
if (executablePath === undefined) giveUp('There is no Chromium for the figures.', 'Set UNITGRAPH_CHROMIUM to one.');

// Packages are there only now.
const { askerOf } = await import('./report/asker.mjs');
const { makeFigures } = await import('./report/figures.mjs');
const { reportText } = await import('./report/text.mjs');
const folder = join(root, 'docs/report');
mkdirSync(folder, { recursive: true });
const product = await startProduct();
try {
  const text = await reportText(askerOf(product.address), (heading) => say(heading));
  await makeFigures(product.address, executablePath, folder, (file) => say(file));
  writeFileSync(join(folder, 'README.md'), text);
} finally {
  await product.stop();
}
say('Written: docs/report');
