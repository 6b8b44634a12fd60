import { chromium } from 'playwright-core';
import { ALIKE, layerId, PAIR } from './networks.mjs';

const COMPARED = `left=${encodeURIComponent(layerId(PAIR[0], 'conv1'))}&right=${encodeURIComponent(layerId(PAIR[1], 'conv1'))}`;

/** The file's name, the page that shows the figure, and the export menu that gives it. */
const FIGURES = [
  {
    file: 'convergence.svg',
    path: `/convergence?networks=${ALIKE.join(',')}&layers=conv1,conv2,conv3,conv4,conv5`,
    menu: 'Export the figure',
  },
  { file: 'sorted-matches.svg', path: `/compare?${COMPARED}`, menu: 'Export the sorted matches' },
  { file: 'information.svg', path: `/compare?${COMPARED}`, menu: 'Export the pairs' },
  {
    file: 'prediction.svg',
    path: `/compare?${COMPARED}&view=PREDICTION`,
    menu: 'Export the prediction over the penalty',
  },
  { file: 'dendrogram.svg', path: `/compare?${COMPARED}&view=CLUSTERS`, menu: 'Export the tree' },
  { file: 'alignment.svg', path: `/compare?${COMPARED}&view=LAYERS`, menu: 'Export the alignment' },
  { file: 'residual-itself.svg', path: '/networks/resnet-1?similarityBy=CKA_LINEAR', menu: /^Export Layers/ },
  {
    file: 'universality.svg',
    path: `/universality?networks=${ALIKE.join(',')}&layers=conv1,conv2,conv3,conv4,conv5`,
    menu: 'Export the figure',
  },
];

/** Figures as the dashboard exports them, in its light theme, into a folder. */
export async function makeFigures(address, executablePath, folder, tell = () => {}) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    for (const { file, path, menu } of FIGURES) {
      tell(file);
      const page = await browser.newPage({
        viewport: { width: 1280, height: 900 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
      });
      await page.goto(`${address}${path}`);
      const button = page.getByRole('button', { name: menu });
      // What is below is computed when it comes near the screen.
      await page.keyboard.press('End');
      await button.waitFor({ timeout: 120_000 });
      await button.scrollIntoViewIfNeeded();
      // All that the page waits for is there when nothing on it says that it computes.
      await page.waitForLoadState('networkidle');
      await page.waitForFunction(() => document.querySelector('[role=progressbar]') === null, undefined, {
        timeout: 120_000,
      });
      await button.click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: file.endsWith('.svg') ? /^SVG/ : /^PNG/ }).click();
      await (await download).saveAs(`${folder}/${file}`);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
