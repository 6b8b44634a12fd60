#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The program is compiled; only this file is there before that.
const program = new URL('../dist/commandLine/main.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  console.error(
    `Unitgraph was not built yet.\nRun \`npm start\` once in ${fileURLToPath(new URL('../../../', import.meta.url))}: it installs, builds and serves.`,
  );
  process.exitCode = 1;
}
