import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { findPython, findTorch } from '../../benchmarks/wholePair/python.mjs';
import { root } from '../run.mjs';

export function machineFacts() {
  const cores = cpus();
  return {
    cores: cores.length,
    model: cores[0]?.model.trim() ?? 'unknown',
    memory: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
  };
}

/** Versions of what was measured and of what it was measured against, where they are there; and the commit. */
export function versionsHere() {
  // They are pinned, and packages need not let others read theirs.
  const { dependencies } = JSON.parse(readFileSync(join(root, 'apps/server/package.json'), 'utf8'));
  const python = findPython({ make: false }).python;
  const torch = findTorch().python;
  return {
    unitgraph: commitHere(),
    node: process.version,
    '@apollo/server': dependencies['@apollo/server'],
    ...(python && versionsOfPython(python, ['numpy', 'scipy', 'sklearn'])),
    ...(torch && versionsOfPython(torch, ['torch'])),
  };
}

function versionsOfPython(python, modules) {
  const script = `import json, sys\nprint(json.dumps({name: __import__(name).__version__ for name in sys.argv[1:]}))`;
  return JSON.parse(execFileSync(python, ['-c', script, ...modules], { encoding: 'utf8' }));
}

/** The commit, with a + where files differ from it; null outside of a repository. */
function commitHere() {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    return git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : '+');
  } catch {
    return null;
  }
}
