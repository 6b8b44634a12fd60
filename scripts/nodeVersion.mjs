import { giveUp } from './say.mjs';

/** Ends the process on a Node that this project does not run on. */
export function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major > 20 || (major === 20 && minor >= 19)) && major < 23;
  if (!fits)
    giveUp(
      `This is Node ${process.versions.node}; Unitgraph needs 20.19 or later, below 23.`,
      'Install Node 22 (for example with `nvm install 22`) and run the command again.',
    );
}
