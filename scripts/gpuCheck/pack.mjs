import { execFile, spawn } from 'node:child_process';
import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, createBrotliCompress } from 'node:zlib';
import { nodeFileTrace } from '@vercel/nft';
import ts from 'typescript';
import { root } from '../run.mjs';

const execute = promisify(execFile);

/** Bytes that the folder may take. */
export const MOST_BYTES = 60_000_000;

/** Files from so many bytes on are packed. */
const WORTH_PACKING = 200_000;

/** Made for one kind of machine, as their path says. */
const NATIVE = /\.(node|dll|dylib|so(\.[\d.]+)?|exe)$/i;

const SOURCES = ['scripts/gpuCheck/check.mjs', 'scripts/gpuCheck/cudaProducts.py'];

/** The cases of the contract: TypeScript, of which only the types are the engine's. */
const CONTRACT = 'test/analysis/backendContract.ts';

/**
 * Makes the folder that checks a GPU where nothing else is: the Node that runs this, the backends with what they load, found by
 * following what each file imports, the contract and the benchmark.
 * @returns bytes of it
 */
export async function pack(folder) {
  if (process.platform !== 'linux') throw new Error(`The folder is made on Linux, and this is ${process.platform}.`);
  const engine = join(folder, 'engine');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(engine, { recursive: true });
  const packed = [packNode(join(folder, 'node.gz'))];
  for (const name of ['run.sh', 'unpack.mjs', 'README.md'])
    cpSync(join(root, 'scripts/gpuCheck', name), join(folder, name));
  for (const path of await closure()) packed.push(copy(path, engine));
  writeFileSync(join(engine, 'scripts/gpuCheck/backendContract.mjs'), contractAsJavaScript());
  await Promise.all(packed);
  const bytes = bytesOf(folder);
  if (bytes > MOST_BYTES)
    throw new Error(`The folder takes ${bytes} bytes, more than ${MOST_BYTES}: another Node may be smaller.`);
  return bytes;
}

/** Paths, relative to the root, of all files that the check loads on a machine like this one. */
async function closure() {
  const entries = SOURCES.map((path) => join(root, path));
  const { fileList } = await nodeFileTrace(entries, {
    base: root,
    ignore: (path) => path.endsWith('backendContract.mjs'),
  });
  const traced = [...fileList].filter((path) => statSync(join(root, path)).isFile() && isForHere(path));
  // What WebAssembly packages load lies beside the file that does, which looks for it by its own path.
  const beside = new Set(traced.filter((path) => path.endsWith('.js')).map((path) => dirname(path)));
  const modules = [...beside].flatMap((path) =>
    readdirSync(join(root, path))
      .filter((name) => name.endsWith('.wasm'))
      .map((name) => join(path, name)),
  );
  return new Set([...traced, ...modules]);
}

/** Whether a file can be used here: native ones of other systems and processors cannot. */
function isForHere(path) {
  if (!NATIVE.test(path)) return true;
  const words = path.toLowerCase().split(/[/._-]/);
  return words.includes(process.platform) && words.includes(process.arch);
}

function copy(path, engine) {
  const [from, into] = [join(root, path), join(engine, path)];
  mkdirSync(dirname(into), { recursive: true });
  if (statSync(from).size >= WORTH_PACKING) return brotli(from, `${into}.br`);
  cpSync(from, into, { dereference: true });
  return undefined;
}

function contractAsJavaScript() {
  const source = readFileSync(join(root, CONTRACT), 'utf8');
  const { ESNext } = ts.ModuleKind;
  return ts.transpileModule(source, { compilerOptions: { module: ESNext, target: ts.ScriptTarget.ES2023 } }).outputText;
}

/** Node without what only debuggers read, where there is a `strip` that takes it away; packed by what unpacks it. */
async function packNode(into) {
  const node = realpathSync(process.execPath);
  const stripped = `${into}.stripped`;
  const from = await execute('strip', ['-o', stripped, node]).then(
    () => stripped,
    () => node,
  );
  const gzip = spawn('gzip', ['-6', '-n', '-c', from], { stdio: ['ignore', 'pipe', 'inherit'] });
  await pipeline(gzip.stdout, createWriteStream(into));
  rmSync(stripped, { force: true });
}

/** At a level that takes seconds, not minutes. */
function brotli(from, into) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: statSync(from).size };
  return pipeline(createReadStream(from), createBrotliCompress({ params }), createWriteStream(into));
}

function bytesOf(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
