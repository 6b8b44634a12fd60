import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chromiumPath, openBrowser } from '../support/browser.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

// Continuous integration installs a browser; elsewhere its absence is said.
if (chromiumPath === undefined && process.env.CI !== undefined)
  throw new Error('There is no Chromium for the browser tests.');

const PAGES = {
  Networks: '/',
  Network: '/networks/alexnet-1',
  'Its own layers': '/networks/resnet-1?similarityBy=CKA_LINEAR',
  Layer: '/networks/alexnet-1/layers/conv3',
  Unit: '/networks/alexnet-1/layers/conv3/units/17',
  Compare: '/compare?left=layer%3Aalexnet-1%2Fconv1&right=layer%3Aalexnet-2%2Fconv1',
  'Whole layers': '/compare?left=layer%3Aalexnet-1%2Ffc6&right=layer%3Aalexnet-2%2Ffc6&view=LAYERS',
  'Units by information': '/compare?left=layer%3Aalexnet-1%2Ffc6&right=layer%3Aalexnet-2%2Ffc6&by=MUTUAL_INFORMATION',
  'Within a layer': '/compare?left=layer%3Aalexnet-1%2Ffc6&right=layer%3Aalexnet-1%2Ffc6',
  'Sparse prediction': '/compare?left=layer%3Aalexnet-1%2Fconv1&right=layer%3Aalexnet-2%2Fconv1&view=PREDICTION',
  Clusters: '/compare?left=layer%3Aalexnet-1%2Fconv1&right=layer%3Aalexnet-2%2Fconv1&view=CLUSTERS&clusters=6',
  'Spectral clusters':
    '/compare?left=layer%3Aalexnet-1%2Fconv1&right=layer%3Aalexnet-2%2Fconv1&view=CLUSTERS&method=SPECTRAL',
  'Matched pair': '/pair?left=unit%3Aalexnet-1%2Fconv1%2F1&right=unit%3Aalexnet-2%2Fconv1%2F2',
  Convergence: '/convergence?networks=network%3Aalexnet-1%2Cnetwork%3Aalexnet-2',
  Matrices:
    '/convergence?networks=alexnet-1,alexnet-2&layers=conv1&networksBy=ASSIGNMENT_MEAN&layersBy=CKA_LINEAR&layersOf=alexnet-1,resnet-1&layersAs=TABLE',
  Universality: '/universality?networks=alexnet-1,alexnet-2&layers=conv1',
  Import: '/import',
  'Probe sets': '/probe-sets',
  Query: '/query',
  Activity: '/activity',
};

// Pages wait for real computations, on whatever machine this is.
vi.setConfig({ testTimeout: 300_000 });

describe.skipIf(chromiumPath === undefined)(
  `in Chromium${chromiumPath === undefined ? ': none was found' : ''}`,
  () => {
    let server: RunningServer;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    const complaints: string[] = [];
    const strangers: string[] = [];

    /** A page that notes errors, and every request that leaves the server. */
    const open = async (where: BrowserContext): Promise<Page> => {
      const opened = await where.newPage();
      opened.on('pageerror', (error) => complaints.push(`${opened.url()}: ${error}`));
      opened.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${opened.url()}: ${message.text()}`);
      });
      opened.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        const own =
          origin === server.address ||
          origin === server.address.replace('http', 'ws') ||
          ['data:', 'blob:'].includes(protocol);
        if (!own) strangers.push(request.url());
      });
      return opened;
    };

    /** Goes there, until React listens: what is clicked or pressed before is lost. */
    const visit = async (where: Page, address: string) => {
      await where.goto(address);
      await where.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('_reactListening')));
    };

    beforeAll(async () => {
      server = await startServer();
      browser = await openBrowser();
      context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      page = await open(context);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    it('goes from the networks to a comparison, a matched pair and a unit, and reads there what the API says', async () => {
      await visit(page, server.address);
      for (const name of ['AlexNet-shaped 1', 'AlexNet-shaped 4', 'Residual 2'])
        await page.getByText(name, { exact: true }).first().waitFor();
      await page.getByText('AlexNet-shaped 1', { exact: true }).first().click();
      await page.waitForURL('**/networks/alexnet-1');

      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'conv1', exact: true }) });
      await row.getByRole('button', { name: /Compare/ }).click();
      await page.getByRole('menuitem', { name: /AlexNet-shaped 2/ }).click();
      await page.waitForURL(/\/compare\?/);

      const { compare } = await server.query<{
        compare: {
          matching: {
            mean: number;
            matches: {
              nodes: { value: number; source: { id: string; index: number }; target: { id: string; index: number } }[];
            };
          };
        };
      }>(
        `{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison { matching(rule: ASSIGNMENT) {
         ... on Matching { mean matches(first: 1) { nodes { value source { id index } target { id index } } } } } } } }`,
        {},
        { prefer: 'wait=60' },
      );
      const { mean, matches } = compare.matching;
      const best = matches.nodes[0]!;
      const assignment = page
        .getByRole('row')
        .filter({ has: page.getByText('Assignment', { exact: true }) })
        .first();
      await assignment.getByText(mean.toFixed(3), { exact: true }).waitFor();

      await page.getByRole('link', { name: 'Open the pair' }).click();
      await page.waitForURL(/\/pair\?/);
      const shown = new URL(page.url()).searchParams;
      expect([shown.get('left'), shown.get('right')]).toEqual([best.source.id, best.target.id]);
      await page.getByText(best.value.toFixed(3)).first().waitFor();

      await page
        .getByRole('link', { name: `Unit ${best.source.index}`, exact: true })
        .first()
        .click();
      await page.waitForURL(`**/networks/alexnet-1/layers/conv1/units/${best.source.index}`);
      await page.getByRole('heading', { name: `Unit ${best.source.index}` }).waitFor();
      const { node } = await server.query<{ node: { statistics: { mean: number } } }>(
        `query ($id: ID!) { node(id: $id) { ... on Unit { statistics { ... on UnitStatistics { mean } } } } }`,
        { id: best.source.id },
        { prefer: 'wait=60' },
      );
      await page
        .getByText(Number(node.statistics.mean.toPrecision(3)).toString(), { exact: true })
        .first()
        .waitFor();
      // Keys lead to the neighbours.
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(`**/units/${best.source.index + 1}`);
    });

    it('the Whole layers tab shows every similarity as the API says it, and whether it is only a rotation', async () => {
      await visit(page, `${server.address}/compare?left=layer%3Aalexnet-1%2Ffc6&right=layer%3Aalexnet-2%2Ffc6`);
      await page.getByRole('tab', { name: 'Whole layers' }).click();
      await page.waitForURL(/view=LAYERS/);
      const { compare } = await server.query<{
        compare: { cka: { value: number }; rsa: { value: number }; alignment: { orthogonal: number } };
      }>(
        `{ compare(left: "layer:alexnet-1/fc6", right: "layer:alexnet-2/fc6") { ... on LayerComparison {
         cka: similarity(by: CKA_LINEAR) { ... on Similarity { value } } rsa: similarity(by: RSA) { ... on Similarity { value } }
         alignment { ... on Alignment { orthogonal } } } } }`,
        {},
        { prefer: 'wait=60' },
      );
      const row = (name: string) =>
        page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
      await row('Linear CKA').getByText(compare.cka.value.toFixed(3)).first().waitFor({ timeout: 60_000 });
      await row('RSA').getByText(compare.rsa.value.toFixed(3)).first().waitFor({ timeout: 60_000 });
      await page
        .getByRole('img', { name: new RegExp(`Rotation \\(orthogonal\\) ${compare.alignment.orthogonal.toFixed(3)}`) })
        .waitFor({ timeout: 60_000 });
    });

    it('units by mutual information, in the address, and the pairs that correlation misses', async () => {
      await visit(page, `${server.address}/compare?left=layer%3Aalexnet-1%2Ffc6&right=layer%3Aalexnet-2%2Ffc6`);
      await page.getByRole('radio', { name: 'Mutual information' }).click();
      await page.waitForURL(/by=MUTUAL_INFORMATION/);
      const { compare } = await server.query<{ compare: { matching: { mean: number } } }>(
        `{ compare(left: "layer:alexnet-1/fc6", right: "layer:alexnet-2/fc6") { ... on LayerComparison {
         matching(by: MUTUAL_INFORMATION) { ... on Matching { mean } } } } }`,
        {},
        { prefer: 'wait=60' },
      );
      await page
        .getByRole('row')
        .filter({ has: page.getByText('Assignment', { exact: true }) })
        .first()
        .getByText(compare.matching.mean.toFixed(3), { exact: true })
        .waitFor({ timeout: 60_000 });
      const heading = page.getByRole('heading', { name: 'Does correlation miss anything?' });
      await heading.scrollIntoViewIfNeeded();
      const scatter = page.getByRole('application', { name: /correlation and mutual information of \d+ pairs/ });
      await scatter.waitFor({ timeout: 60_000 });
      // The first step of the keys is the pair that shares most. Where the page is still laid out anew under the pointer, the plot's cursor
      // goes with the pointer, so that it takes another step.
      const openByKeys = async () => {
        await scatter.focus();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        return page.url();
      };
      await expect.poll(openByKeys, { timeout: 60_000, interval: 1000 }).toMatch(/source=\d+&target=\d+/);
    });

    it('the Convergence page shows the means of all pairs', async () => {
      const names = ['alexnet-1', 'alexnet-2', 'alexnet-3', 'alexnet-4'];
      const { convergence } = await server.query<{
        convergence: { pairs: { points: { layer: string; comparison: { matching: { mean: number } } }[] }[] };
      }>(
        `query ($networks: [ID!]!) { convergence(networks: $networks) { pairs { points { layer comparison { ... on LayerComparison {
         matching(rule: GREEDY) { ... on Matching { mean } } } } } } } }`,
        { networks: names.map((name) => `network:${name}`) },
        { prefer: 'wait=120' },
      );
      const means = convergence.pairs.map(
        (pair) => pair.points.find((point) => point.layer === 'conv1')!.comparison.matching.mean,
      );
      expect(means.length).toBe(6);
      const mean = means.reduce((sum, value) => sum + value, 0) / 6;
      await visit(page, `${server.address}/convergence`);
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: 'conv1' }) })
        .first();
      await row.getByText(mean.toFixed(3), { exact: true }).waitFor({ timeout: 60_000 });
      await row.getByText('0.703', { exact: true }).waitFor();
    });

    it('layers against layers, once asked for, as the API has them; Enter opens the comparison with the same number', async () => {
      await visit(page, `${server.address}/networks/resnet-1`);
      await page.getByRole('button', { name: 'Show the matrix' }).click();
      await page.waitForURL(/similarityBy=CKA_LINEAR/);
      const { network } = await server.query<{
        network: { similarity: { rows: { name: string }[]; cells: { values: number[] } } };
      }>(
        `{ network(slug: "resnet-1") { similarity { ... on LayerMatrix { rows { name } cells { values } } } } }`,
        {},
        { prefer: 'wait=60' },
      );
      const { rows, cells } = network.similarity;
      // First row, second column.
      const value = cells.values[1]!.toFixed(3);
      const matrix = page.getByRole('application', { name: /Layers × layers by Linear CKA/ });
      await matrix.getByText(cells.values[1]!.toFixed(2), { exact: true }).first().waitFor();
      await matrix.focus();
      for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
      await page
        .getByText(`${rows[0]!.name} of Residual 1 with ${rows[1]!.name} of Residual 1: Linear CKA ${value}`)
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/compare\?.*reduction=MEAN&view=LAYERS/);
      await page
        .getByRole('row', { name: /Linear CKA/ })
        .getByText(value)
        .first()
        .waitFor();
    });

    it('the Universality page counts units as the API does, and a higher threshold finds fewer', async () => {
      const networks = ['alexnet-1', 'alexnet-2', 'alexnet-3'].map((name) => `network:${name}`);
      const countAt = async (threshold: number): Promise<number> => {
        const { universality } = await server.query<{ universality: { parts: { counts: { all: number } }[] } }>(
          `query ($networks: [ID!]!, $threshold: Float!) { universality(networks: $networks, layers: ["conv1"], threshold: $threshold) {
           parts { counts { ... on UniversalityCounts { all } } } } }`,
          { networks, threshold },
          { prefer: 'wait=60' },
        );
        return universality.parts.reduce((sum, { counts }) => sum + counts.all, 0);
      };
      const [low, high] = [await countAt(0.05), await countAt(0.15)];
      expect(high).toBeLessThan(low);
      const slugs = networks.map((id) => id.replace('network:', '')).join(',');
      for (const [threshold, count] of [
        [0.05, low],
        [0.15, high],
      ]) {
        await visit(page, `${server.address}/universality?networks=${slugs}&layers=conv1&threshold=${threshold}`);
        await page.getByRole('button', { name: `conv1: ${count} units in all networks. Show them` }).waitFor();
      }
      await page.getByRole('button', { name: /units in all networks. Show them/ }).click();
      await page.getByText(`${high} of ${high} units`).waitFor();
      expect(new URL(page.url()).searchParams.get('found')).toBe('ALL');
      await page
        .getByRole('link', { name: /^Unit \d+ of conv1 of/ })
        .first()
        .click();
      await page.waitForURL(/\/networks\/alexnet-\d\/layers\/conv1\/units\/\d+/);
      await page.getByRole('heading', { name: 'Universality' }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('u');
      await page.waitForURL(/\/universality$/);
    });

    it('a colleague who opens the address sees the same choice', async () => {
      const address = `${server.address}/compare?left=layer%3Aalexnet-1%2Fconv1&right=layer%3Aalexnet-2%2Fconv1&rule=GREEDY`;
      const other = await open(await browser.newContext({ viewport: { width: 1200, height: 800 } }));
      await other.goto(address);
      const greedy = other
        .getByRole('row')
        .filter({ has: other.getByText('Greedy', { exact: true }) })
        .first();
      await greedy
        .getByText(/^0\.\d{3}$/)
        .first()
        .waitFor();
      await other.context().close();
    });

    it('the Query page says what the query in the editor would cost, as the API does', async () => {
      const query =
        '{ compare(left: "layer:alexnet-3/conv1", right: "layer:alexnet-4/conv1") { ... on LayerComparison { similarity(by: CCA) { __typename } } } }';
      const price = page.getByText('Before it runs:').locator('..');
      await visit(page, `${server.address}/query?query=${encodeURIComponent(query)}`);
      // What earlier pages asked for may still be computing, which makes it cheaper from one moment to the next.
      await expect
        .poll(
          async () => {
            const { estimate } = await server.query<{ estimate: { cached: boolean; computations: number } }>(
              'query ($query: String!) { estimate(query: $query) { cached computations } }',
              { query },
            );
            expect(estimate.cached).toBe(false);
            return (await price.innerText()).includes(` ${estimate.computations} computation`);
          },
          { timeout: 60_000, interval: 500 },
        )
        .toBe(true);

      const editor = page.frameLocator('iframe').locator('.graphiql-query-editor .monaco-editor').first();
      // Again until it is there: an editor that is only being made loses what is typed.
      await expect
        .poll(
          async () => {
            await editor.click({ position: { x: 150, y: 60 } });
            await page.keyboard.press('Control+A');
            await page.keyboard.insertText('nonsense');
            return editor.locator('.view-lines').innerText();
          },
          { timeout: 60_000, interval: 1000 },
        )
        .toBe('nonsense');
      await price.getByText('The query to estimate cannot be read').waitFor();
    });

    it('the penalty slider, the cut of the tree and the predictors of a unit show what the API says', async () => {
      const pair = 'left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1"';
      const patient = { prefer: 'wait=120' };
      type Point = { penalty: number; loss: number; contributing: number };
      const { compare } = await server.query<{
        compare: { prediction: { path: Point[] }; clustering: { clusters: { left: number }[] } };
      }>(
        `{ compare(${pair}) { ... on LayerComparison { prediction { ... on Prediction { path { penalty loss contributing } } }
         clustering(height: 0.4) { ... on Clustering { clusters { left } } } } } }`,
        {},
        patient,
      );
      const { path } = compare.prediction;
      await visit(page, server.address + PAGES['Sparse prediction']);
      const slider = page.getByRole('slider', { name: 'Penalty' });
      const point = path[path.length - 4]!;
      const figure = (name: string) => page.locator(`[data-figure="${name}"]`);
      // Home is the lowest penalty; three steps to the right are three penalties higher. Again where keys were quicker than a busy machine.
      await expect
        .poll(
          async () => {
            for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await slider.press(key);
            await page.waitForTimeout(500);
            return figure('loss').innerText();
          },
          { timeout: 60_000, interval: 500 },
        )
        .toContain(point.loss.toFixed(3));
      await figure('contributing').getByText(point.contributing.toFixed(1), { exact: true }).waitFor();
      await page.waitForURL((address) => {
        const kept = Number(address.searchParams.get('penalty'));
        return Math.abs(kept / point.penalty - 1) < 1e-3;
      });

      await visit(page, `${server.address}${PAGES.Clusters.replace('clusters=6', 'height=0.4')}`);
      const count = compare.clustering.clusters.length;
      await figure('clusters').getByText(String(count), { exact: true }).waitFor();
      await page.getByRole('button', { name: 'One cluster less' }).click();
      await figure('clusters')
        .getByText(String(count - 1), { exact: true })
        .waitFor();
      await page.waitForURL(new RegExp(`clusters=${count - 1}`));

      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.postData() ?? ''));
      const of = 'unit:alexnet-2/conv1/16';
      await visit(page, `${server.address}/networks/alexnet-2/layers/conv1/units/16`);
      await page.getByRole('region', { name: 'Several units at once' }).waitFor();
      expect(asked.filter((body) => /predictors|clusterMates/.test(body))).toEqual([]);
      await page.getByRole('region', { name: 'Several units at once' }).scrollIntoViewIfNeeded();
      const { node } = await server.query<{ node: { predictors: { contributors: { weight: number }[] } } }>(
        `query ($id: ID!) { node(id: $id) { ... on Unit { predictors(in: "layer:alexnet-1/conv1") { ... on Predictors {
         contributors(first: 1) { weight } } } } } }`,
        { id: of },
        patient,
      );
      const weight = node.predictors.contributors[0]!.weight.toFixed(3).replace('-', '−');
      await page.getByRole('region', { name: 'Predicted by' }).getByText(weight, { exact: true }).first().waitFor();
      await page.getByRole('region', { name: 'Cluster mates' }).getByRole('listitem').first().waitFor();
    });

    it('no page of a phone scrolls sideways, in either theme, and none complains', async () => {
      const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
      const small = await open(phone);
      let colorScheme: 'light' | 'dark' = 'light';
      const look = async (name: string) => {
        await small.waitForTimeout(400);
        const excess = await small.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, `${name}, ${colorScheme}`).toBe(0);
      };
      for (const [name, path] of Object.entries(PAGES)) {
        // Pages are loaded in both themes by turns, and change to the other one while they are open.
        await small.goto(server.address + path);
        await small.getByRole('heading').first().waitFor();
        await look(name);
        colorScheme = colorScheme === 'light' ? 'dark' : 'light';
        await small.emulateMedia({ colorScheme });
        await look(name);
      }
      await phone.close();
    });

    it('nothing complained, and nothing was fetched from elsewhere', () => {
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
    });
  },
);
