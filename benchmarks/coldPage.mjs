/**
 * The Convergence page in a headless browser, from nothing: four networks, six pairs, five layers, with both baselines. Tells
 * seconds until nothing on it is computing, from an empty data folder and again when all is kept, and the processor time
 * that each part of the product took meanwhile (where the system tells it). Needs a Chromium: UNITGRAPH_CHROMIUM, or
 * Debian's.
 */
import { chromium } from 'playwright-core';
import { findBrowser } from '../scripts/browser.mjs';
import { processorSeconds } from './processorSeconds.mjs';
import { startProduct } from './product.mjs';
import { tellRow, tellSkipped } from './rows.mjs';

const executablePath = await findBrowser();
if (executablePath === undefined) {
  tellSkipped('coldPage', 'there is no Chromium; set UNITGRAPH_CHROMIUM to one');
  process.exit(0);
}
const product = await startProduct();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
const networks = [1, 2, 3, 4].map((number) => `alexnet-${number}`).join(',');
const layers = [1, 2, 3, 4, 5].map((number) => `conv${number}`).join(',');
for (const state of ['cold', 'warm']) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const before = processorSeconds(process.pid);
  const start = performance.now();
  await page.goto(`${product.address}/convergence?networks=${networks}&layers=${layers}`);
  await page.getByRole('application').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[role=status]') === null, undefined, {
    timeout: 280_000,
    polling: 50,
  });
  const seconds = (performance.now() - start) / 1000;
  const spent = [...processorSeconds(process.pid)]
    .map(([name, time]) => ({ name, time: time - (before.get(name) ?? 0) }))
    .filter(({ time }) => time >= 0.05)
    .map(({ name, time }) => `${name} ${time.toFixed(2)} s`);
  tellRow({
    ...{
      benchmark: 'coldPage',
      name: `Convergence page of four networks, ${state === 'cold' ? 'from nothing' : 'all kept'}`,
    },
    ...{ ours: seconds, unit: 's', note: spent.length === 0 ? undefined : `processor: ${spent.join(', ')}` },
  });
  await page.close();
}
await browser.close();
await product.stop();
