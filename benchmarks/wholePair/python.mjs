import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/**
 * A Python with NumPy, SciPy, scikit-learn and threadpoolctl: the one that UNITGRAPH_TEST_PYTHON names, or a virtual environment
 * with the versions of requirements.txt, made once in the temporary folder. @param make false: only where it is there already
 * @returns `absent`, a reason, where there is none
 */
export function findPython({ make = true } = {}) {
  const named = process.env.UNITGRAPH_TEST_PYTHON;
  if (named !== undefined) return usable(named);
  const versions = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `unitgraph-benchmark-python-${versions}`);
  const python = join(folder, 'bin', 'python');
  const ready = existsSync(python) ? usable(python) : { absent: 'not made yet' };
  if (ready.python !== undefined || !make) return ready;
  try {
    console.log(`making a Python environment in ${folder} ...`);
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS], { stdio: 'pipe' });
    return usable(python);
  } catch (error) {
    return { absent: `python3 could not make an environment with NumPy: ${lastLine(error)}` };
  }
}

function usable(python) {
  try {
    execFileSync(python, ['-c', 'import numpy, scipy, sklearn, threadpoolctl'], { stdio: 'pipe' });
    return { python };
  } catch (error) {
    return { absent: `${python} cannot import NumPy, SciPy, scikit-learn and threadpoolctl: ${lastLine(error)}` };
  }
}

/** A Python with PyTorch: the one that UNITGRAPH_TEST_TORCH names, or Debian's. @returns `absent`, a reason, where there is none */
export function findTorch() {
  const python = process.env.UNITGRAPH_TEST_TORCH ?? '/usr/bin/python3';
  try {
    execFileSync(python, ['-c', 'import torch, numpy'], { stdio: 'pipe' });
    return { python };
  } catch (error) {
    return { absent: `${python} cannot import PyTorch: ${lastLine(error)}` };
  }
}

function lastLine(error) {
  return String(error.stderr ?? error.message)
    .trim()
    .split('\n')
    .at(-1);
}

/** The environment, without settings that make OpenBLAS choose kernels for another processor. */
export function pythonEnvironment() {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = process.env;
  return rest;
}
