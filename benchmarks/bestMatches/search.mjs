import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bestMatchesOf, Engine, selectBackend } from '@unitgraph/analysis';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';

// A process of its own, so that its memory can be told: `node search.mjs FOLDER KEPT`.
const [folder, kept] = [process.argv[2], Number(process.argv[3])];
const [left, right] = JSON.parse(readFileSync(join(folder, 'sides.json'), 'utf8'));
const store = new FolderStore(folder);
const engine = new Engine({ store, backend: async () => (await selectBackend()).backend });
const wanted = bestMatchesOf(left, right, { kept });
const price = await engine.estimate(wanted);
const stages = new Map();
engine.subscribe(({ derivation: { kind }, state, seconds }) => {
  if (state === 'DONE') stages.set(kind, (stages.get(kind) ?? 0) + seconds);
});
const start = performance.now();
const found = await engine.derive(wanted);
const seconds = (performance.now() - start) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
for (const side of ['left', 'right']) {
  const { partners, values } = found[side];
  writeFileSync(join(folder, `${side}.partners`), partners);
  writeFileSync(join(folder, `${side}.values`), values);
}
const report = { seconds, peakBytes: maxRSS * 1024, processorSeconds: (userCPUTime + systemCPUTime) / 1e6 };
console.log(JSON.stringify({ ...report, price, stages: Object.fromEntries(stages), calibration: engine.calibration }));
await engine.dispose();
process.exit(0);
