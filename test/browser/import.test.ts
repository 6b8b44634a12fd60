import { encodeNpy, RandomSource } from '@unitgraph/analysis';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomWeights, writeModel } from '../analysis/onnx/writeModel.js';
import { writeZip } from '../arrays/writeZip.js';
import { chromiumPath, openBrowser } from '../support/browser.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

vi.setConfig({ testTimeout: 300_000 });

const SIDE = 20;

/** A network of colour images. */
const model = writeModel({
  inputs: { image: ['batch', 3, 16, 16] },
  weights: { w: randomWeights([8, 3, 3, 3], 1), v: randomWeights([8, 2], 2) },
  nodes: [
    { op: 'Conv', inputs: ['image', 'w'], outputs: ['a'], name: '/conv/Conv', attributes: { pads: [1, 1, 1, 1] } },
    { op: 'Relu', inputs: ['a'], outputs: ['b'] },
    { op: 'ReduceMean', inputs: ['b'], outputs: ['c'], attributes: { axes: [2, 3], keepdims: 0 } },
    { op: 'MatMul', inputs: ['c', 'v'], outputs: ['y'], name: '/fc/MatMul' },
  ],
  outputs: ['y'],
});

async function picture(seed: number, width = SIDE): Promise<Buffer> {
  const random = new RandomSource(seed);
  const pixels = Uint8Array.from({ length: SIDE * width * 3 }, () => random.below(256));
  return sharp(pixels, { raw: { width, height: SIDE, channels: 3 } })
    .png()
    .toBuffer();
}

describe.skipIf(chromiumPath === undefined)(
  `importing in Chromium${chromiumPath === undefined ? ': none was found' : ''}`,
  () => {
    let server: RunningServer;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      server = await startServer();
      browser = await openBrowser();
      page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    const toImport = async () => {
      await page.goto(`${server.address}/import`);
      await page.getByText('Drop a file or a folder here').waitFor();
    };
    /** Drops a file as a person does: with an event that carries it. */
    const drop = async (name: string, bytes: Uint8Array) => {
      const transfer = await page.evaluateHandle(
        ([title, text]) => {
          const data = new DataTransfer();
          const content = Uint8Array.from(atob(text as string), (sign) => sign.charCodeAt(0));
          data.items.add(new File([content], title as string));
          return data;
        },
        [name, Buffer.from(bytes).toString('base64')],
      );
      await page.getByRole('region', { name: 'Files to import' }).dispatchEvent('drop', { dataTransfer: transfer });
    };
    const isHere = () => page.getByRole('heading', { name: /is here/ }).waitFor();

    it('takes a zip of images that is dropped, and asks for a size where they have several', async () => {
      const files = await Promise.all(
        [0, 1, 2, 3, 4, 5].map(async (index) => ({
          name: `pictures/${index % 2 === 0 ? 'even' : 'odd'}/${index}.png`,
          bytes: await picture(index, SIDE + index),
        })),
      );
      await toImport();
      await drop('pictures.zip', writeZip(files));
      await page.getByText('6 stimuli').waitFor();
      await page.getByText('2 classes: even (3), odd (3).').waitFor();
      const button = page.getByRole('button', { name: 'Import the probe set' });
      await page.getByText('Say what size to make of them.').waitFor();
      expect(await button.isDisabled()).toBe(true);
      await page.getByRole('radio', { name: 'Centre square' }).click();
      await page.getByLabel('Pixels a side').fill('18');
      await page.getByText('images of 18 × 18 pixels').waitFor();
      await page.getByLabel('Short name').fill('digits');
      await page.getByText('digits is taken').waitFor();
      await page.getByLabel('Short name').fill('noise');
      await button.click();
      await isHere();
      const { probeSets } = await server.query<{ probeSets: { nodes: object[] } }>(
        '{ probeSets { nodes { slug count shape classes } } }',
      );
      expect(probeSets.nodes).toContainEqual({ slug: 'noise', count: 6, shape: [3, 18, 18], classes: ['even', 'odd'] });
      await page.getByRole('link', { name: 'See it among the probe sets' }).click();
      await page.getByRole('heading', { name: 'noise' }).waitFor();
      await page.getByRole('img', { name: '0 · even/0.png · even' }).waitFor();
    });

    it('takes a network that is dropped, shows what it understood, and ends at its page', async () => {
      await toImport();
      await drop('My network.onnx', model);
      await page.getByText('Takes images of 16 × 16 pixels, 3 channels. 2 layers with 10 units').waitFor();
      await page.getByText('batch × 8 units × 16 × 16 positions').waitFor();
      // As they are, 18 x 18 do not fit 16 x 16; the preset cuts the centre out.
      await page.getByText('No probe set here has stimuli that it takes').waitFor();
      await page.getByRole('combobox', { name: 'Preset' }).click();
      await page.getByRole('option', { name: 'ImageNet (torchvision)' }).click();
      await page
        .getByText(/shorter side 18 \(bilinear\), centre 16 × 16, \/ 255, - \[0\.485 0\.456 0\.406\]/)
        .waitFor();
      await page.getByText(/6 stimuli, \d+(\.\d+)? [km]B read and written for all layers/i).waitFor();
      expect(await page.getByLabel('Short name').inputValue()).toBe('my-network');
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
      await page.getByRole('button', { name: 'Import the network' }).click();
      await isHere();
      await page.getByRole('link', { name: 'Open the network' }).click();
      await page.waitForURL('**/networks/my-network');
      await page.getByRole('heading', { name: 'Mine', exact: true }).waitFor();
      const { network } = await server.query<{ network: object }>(
        '{ network(slug: "my-network") { preprocessing { preset } layer(name: "conv") { recording { ... on Recording { probeSet { slug } } } } } }',
        {},
        { prefer: 'wait=60' },
      );
      expect(network).toEqual({
        preprocessing: { preset: 'IMAGENET' },
        layer: { recording: { probeSet: { slug: 'noise' } } },
      });
    });

    it('goes on with recorded activations where they were interrupted', async () => {
      const manifest = {
        format: 'unitgraph-recordings',
        version: 1,
        network: { slug: 'elsewhere' },
        probeSet: { slug: 'digits' },
        recordings: [
          {
            layer: 'l',
            shape: [1797, 3],
            unitAxis: 1,
            dtype: 'float32',
            shards: [
              { file: 'l-0.npy', stimuli: 1000 },
              { file: 'l-1.npy', stimuli: 797 },
            ],
          },
        ],
      };
      const random = new RandomSource(3);
      const part = (name: string, rows: number) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(
          encodeNpy(
            '<f4',
            [rows, 3],
            Float32Array.from({ length: rows * 3 }, () => random.below(1000)),
          ),
        ),
      });
      const files = [
        { name: 'manifest.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(manifest)) },
        part('l-0.npy', 1000),
        part('l-1.npy', 797),
      ];
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'PUT') sent.push(request.url().split('/').at(-1) as string);
      });
      await page.route('**/shards/1', (route) => route.abort());
      await toImport();
      await page.getByTestId('files').setInputFiles(files);
      await page.getByRole('button', { name: 'Import the recordings' }).click();
      await page.getByRole('alert').getByText('The connection to the server broke off.').waitFor();
      await page.unroute('**/shards/1');
      await toImport();
      await page.getByTestId('files').setInputFiles(files);
      await page.getByRole('button', { name: 'Import the recordings' }).click();
      await isHere();
      await page.getByText('1 layer in 2 files, of which 1 were sent now.').waitFor();
      expect(sent).toEqual(['0', '1', '1']);
      await page.getByRole('link', { name: 'Open the network' }).click();
      await page.waitForURL('**/networks/elsewhere');
      // A request that was cut off on purpose is all that the browser complained of.
      expect(complaints.filter((text) => !/ERR_FAILED/.test(text))).toEqual([]);
    });

    it('refuses a pickle before anything is sent, with the way out, and the server its own refusals', async () => {
      await toImport();
      let requests = 0;
      page.on('request', (request) => {
        if (/\/blobs$/.test(request.url())) requests++;
      });
      await drop('weights.pt', Uint8Array.from([0x80, 2]));
      await page
        .getByRole('alert')
        .getByText(/weights\.pt is a pickle/)
        .waitFor();
      await page.getByText('save_file(tensors, "recorded.safetensors")').waitFor();
      expect(requests).toBe(0);
      await drop('broken.onnx', new TextEncoder().encode('no network'));
      await page.getByRole('alert').getByText('This network cannot be imported like this').waitFor();
      expect(requests).toBe(1);
    });

    it('works by keyboard alone', async () => {
      await toImport();
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose files' }).focus();
      await page.keyboard.press('Enter');
      await (await chooser).setFiles({
        name: 'table.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('a,b,label\n1,2,x\n3,4,y\n'),
      });
      await page.getByText('2 stimuli').waitFor();
      await page.getByLabel('Short name').focus();
      await page.keyboard.press('Enter');
      await isHere();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('table is here');
    });
  },
);
