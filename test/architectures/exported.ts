import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A network that PyTorch wrote, with random weights. */
export interface Exported {
  readonly name: string;
  readonly file: string;
  readonly opset: number;
  /** Of one stimulus. */
  readonly shape: readonly number[];
  /** Learnt numbers, by PyTorch's count. */
  readonly parameters: number;
}

const torch = process.env.UNITGRAPH_TEST_TORCH ?? '/usr/bin/python3';
const python = process.env.UNITGRAPH_TEST_PYTHON ?? '';

/** Whether a Python with torch and torchvision is there: UNITGRAPH_TEST_TORCH names it, or it is Debian's. */
export const hasTorch = spawnSync(torch, ['-c', 'import torch, torchvision']).status === 0;
/** Whether UNITGRAPH_TEST_PYTHON has onnx and onnxconverter-common, which write the same network in other forms. */
export const hasOnnx = python !== '' && spawnSync(python, ['-c', 'import onnx, onnxconverter_common']).status === 0;

if (!hasTorch) console.log(`Real exports are skipped: ${torch} has no torch and torchvision.`);
else if (!hasOnnx)
  console.log('Converted exports are skipped: UNITGRAPH_TEST_PYTHON has no onnx and onnxconverter-common.');

export function exportNetworks(folder: string, names: readonly string[], ...options: string[]): Exported[] {
  const lines = run(torch, [join(import.meta.dirname, 'export.py'), folder, ...names, ...options])
    .trim()
    .split('\n');
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Exported);
}

/** Options as `convert.py` has them. */
export function convertNetwork(source: string, target: string, ...options: string[]): string {
  run(python, [join(import.meta.dirname, 'convert.py'), source, target, ...options]);
  return target;
}

function run(program: string, parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${parameters.join(' ')}: ${stderr.trim().split('\n').at(-1)}`);
  return stdout;
}
