import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

/** What is made by the build, or changes without a need to build. */
const PASSED_OVER = new Set(['node_modules', 'dist', '.tensorflow', '.next', '.turbo', '.git', 'test', 'docs']);

/** A digest of path, size and time of every file that a build depends on: some milliseconds, and right after any edit. */
export function fingerprintOfSources() {
  const hash = createHash('sha256').update(process.version);
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!PASSED_OVER.has(entry.name)) visit(path);
      } else if (!entry.name.endsWith('.tsbuildinfo') && entry.name !== 'next-env.d.ts') {
        const { size, mtimeMs } = statSync(join(root, path));
        hash.update(`${path} ${size} ${mtimeMs}\n`);
      }
    }
  };
  for (const folder of ['apps', 'packages']) visit(folder);
  for (const file of ['package-lock.json', 'schema.graphql', 'tsconfig.base.json', 'turbo.json']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

export function fingerprintOfLock() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

const stampFile = (name) => join(root, 'node_modules', '.cache', 'unitgraph', name);

/** Whether the step of that name was last finished with that fingerprint. */
export function isStamped(name, fingerprint) {
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === fingerprint;
}

export function stamp(name, fingerprint) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), fingerprint);
}
