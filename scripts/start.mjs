import './environment.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { say } from './say.mjs';

checkNodeVersion();
await install();
await build();
say('Starting');
// In this process, so that signals reach the server itself.
await import('../apps/server/dist/main.js');
