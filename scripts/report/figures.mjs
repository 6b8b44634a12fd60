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
      await button.waitFor();
      // All that the page waits for is there when nothing on it says that it computes.
      await page.waitForLoadState('networkidle');
      await page.waitForFunction(() => document.querySelector('[role=status], [role=progressbar]') === null);
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
