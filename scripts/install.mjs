import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';
import { fingerprintOfLock, isStamped, stamp } from './stamp.mjs';

/** Installs the packages that the lock file names, where that has not been done. */
export async function install() {
  const fingerprint = fingerprintOfLock();
  if (isStamped('install', fingerprint)) return;
  say('Installing packages (about a minute)');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
  if (code !== 0)
    giveUp('The packages could not be installed: npm said why above.', 'Mend that, then run the command again.');
  await installTensorflow();
  stamp('install', fingerprint);
}

/**
 * libtensorflow with CUDA is some 400 MB that only machines with an NVIDIA GPU can use, so .npmrc lets no package run
 * code at installation, and this is where the one that is wanted runs. Its failure leaves the other backends.
 */
async function installTensorflow() {
  if (!existsSync('/proc/driver/nvidia/version')) return;
  say('An NVIDIA GPU is here: fetching libtensorflow for it');
  const code = await run('npm', ['rebuild', '--ignore-scripts=false', '@tensorflow/tfjs-node-gpu'], { quiet: true });
  if (code !== 0)
    say('libtensorflow could not be fetched; the CPU is used instead (the Activity page shows the backend)');
}
