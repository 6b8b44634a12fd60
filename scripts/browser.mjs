import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const PLACES = [
  process.env.UNITGRAPH_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium for the browser tests; where there is none, Debian's is installed if that is allowed. */
export async function findBrowser() {
  const found = () => PLACES.find((place) => place !== undefined && existsSync(place));
  if (found() === undefined && existsSync('/usr/bin/apt-get')) {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    say('Installing Chromium for the browser tests');
    const apt = (...parameters) => {
      const [command, ...rest] = [...asRoot, 'apt-get', ...parameters];
      return run(command, rest, { quiet: true, environment: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => 1);
    };
    if ((await apt('update', '-qq')) === 0) await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  }
  return found();
}
