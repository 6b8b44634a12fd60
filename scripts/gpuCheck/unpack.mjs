import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

// unpack.mjs FROM INTO: copies the engine, and unpacks what is packed in it.
const [from, into] = process.argv.slice(2);
cpSync(from, into, { recursive: true });
for (const entry of readdirSync(into, { recursive: true, withFileTypes: true })) {
  if (!entry.name.endsWith('.br')) continue;
  const file = join(entry.parentPath, entry.name);
  writeFileSync(file.slice(0, -'.br'.length), brotliDecompressSync(readFileSync(file)));
  rmSync(file);
}
