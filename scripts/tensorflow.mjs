import './environment.mjs';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

/**
 * Builds the native addon of TensorFlow.js for the CPU. Its makers offer it, and libtensorflow, for download from one host that many
 * networks block, and for an old TensorFlow; here its sources, which its npm package holds, are compiled against the
 * libtensorflow inside the wheel `tensorflow-cpu` of PyPI. Some 600 MB, in a folder that git ignores; where the backend looks
 * for it, see packages/analysis/src/backends/tensorflowAddon.ts.
 */
const folder = join(root, 'packages/analysis/.tensorflow');
const partial = `${folder}.partial`;
const inputs = join(root, 'scripts/tensorflow');
const python = process.env.UNITGRAPH_TEST_PYTHON || 'python3';

checkNodeVersion();
if (process.platform !== 'linux' || process.arch !== 'x64')
  giveUp(
    `The wheel that holds libtensorflow is for Linux on x86-64, and this is ${process.platform} on ${process.arch}.`,
    'Use another backend: onnxruntime and wasm need nothing more.',
  );
await need('g++', ['--version'], 'Install one: apt-get install g++');
await need(python, ['-m', 'pip', '--version'], 'Install Python 3 with pip, or name one: UNITGRAPH_TEST_PYTHON=python3');
await install();

const require = createRequire(join(root, 'packages/analysis/package.json'));
const version = `${readFileSync(join(inputs, 'requirements.txt'), 'utf8')}${packageOf('@tensorflow/tfjs-node-gpu').version}\n`;
const stamp = join(folder, 'version');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) say(`TensorFlow is there already, in ${folder}`);
else await make();

async function make() {
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  say('Fetching libtensorflow (200 MB)');
  await mustRun(
    python,
    [
      ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'],
      ...['--only-binary=:all:', '--platform', 'manylinux2014_x86_64', '--implementation', 'cp'],
      ...['--python-version', '3.11', '--abi', 'cp311', '--dest', partial, '-r', join(inputs, 'requirements.txt')],
    ],
    'Mend the connection to PyPI, then run this again.',
  );
  const wheel = readdirSync(partial).find((name) => name.endsWith('.whl'));
  say('Unpacking');
  await mustRun(python, [join(inputs, 'unpack.py'), join(partial, wheel), partial], 'Make room on the disk (1 GB).');
  rmSync(join(partial, wheel));
  say('Compiling the addon');
  const sources = join(packageOf('@tensorflow/tfjs-node-gpu').folder, 'binding');
  const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
  const unpacked = join(partial, 'tensorflow');
  await mustRun(
    'g++',
    [
      ...['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-o', join(unpacked, 'tfjs_binding.node')],
      ...[`-I${packageOf('node-api-headers').folder}/include`, `-I${join(unpacked, 'include')}`],
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(sources, name)),
      ...[...libraries.map((name) => join(unpacked, name)), '-Wl,-rpath,$ORIGIN'],
    ],
    'The compiler said why above.',
  );
  rmSync(join(unpacked, 'include'), { recursive: true });
  writeFileSync(join(unpacked, 'version'), version);
  // Whole or not at all: what is half made never stands where it is looked for.
  rmSync(folder, { recursive: true, force: true });
  renameSync(unpacked, folder);
  rmSync(partial, { recursive: true });
  say(`TensorFlow is in ${folder}: UNITGRAPH_BACKEND=tensorflow computes with it`);
}

function packageOf(name) {
  const file = require.resolve(`${name}/package.json`);
  return { folder: dirname(file), version: JSON.parse(readFileSync(file, 'utf8')).version };
}

async function need(command, parameters, wayOut) {
  const code = await run(command, parameters, { quiet: true }).catch(() => 1);
  if (code !== 0) giveUp(`${[command, ...parameters.slice(0, -1)].join(' ')} does not run here.`, wayOut);
}

async function mustRun(command, parameters, wayOut) {
  if ((await run(command, parameters, { quiet: true })) === 0) return;
  rmSync(partial, { recursive: true, force: true });
  giveUp('TensorFlow could not be made ready: the reason stands above.', wayOut);
}
