import { fork } from 'node:child_process';
import { join } from 'node:path';

const NAMES = { standalone: 'a bare Apollo Server', express: 'a bare Apollo Server in our Express' };

/** A bare server in a process of its own, which answers operations with these data by name. */
export async function startBare(way, answers) {
  const child = fork(join(import.meta.dirname, 'bare.mjs'), [way], { serialization: 'advanced' });
  const address = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The bare server ended with ${code}.`)));
    child.send(answers);
  });
  const stop = () => new Promise((resolve) => child.once('exit', resolve).kill());
  return { name: NAMES[way], address, stop };
}
