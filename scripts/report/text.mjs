import { inAllOfThem } from './sections/inAllOfThem.mjs';
import { information } from './sections/information.mjs';
import { insideOneNetwork } from './sections/insideOneNetwork.mjs';
import { limits } from './sections/limits.mjs';
import { manyToMany } from './sections/manyToMany.mjs';
import { oneToFew } from './sections/oneToFew.mjs';
import { oneToOne } from './sections/oneToOne.mjs';
import { onlyRotation } from './sections/onlyRotation.mjs';
import { setting } from './sections/setting.mjs';
import { wholeLayers } from './sections/wholeLayers.mjs';

/** The paper's questions in its order, then those of its readers: heading and what answers it. */
const SECTIONS = [
  ['What was compared', setting],
  ['Is there one unit for one unit?', oneToOne],
  ['Does correlation miss something?', information],
  ['Is a unit a sum of few others?', oneToFew],
  ['Do groups of units correspond?', manyToMany],
  ['Is it only a rotation?', onlyRotation],
  ['What do measures of whole layers say?', wholeLayers],
  ['Which layers of one network are alike?', insideOneNetwork],
  ['Are units in all networks, some, or one?', inAllOfThem],
  ['Where these networks are not those of the paper', limits],
];

/** The report in Markdown, every number of it asked of the API. Throws where a sentence is no longer true. */
export async function reportText(ask, tell = () => {}) {
  const parts = [];
  for (const [heading, write] of SECTIONS) {
    tell(heading);
    parts.push(`## ${heading}\n\n${await write(ask)}`);
  }
  return `# What six small networks share

The questions of *Convergent Learning: Do different neural networks learn the same representations?*
([Li, Yosinski, Clune, Lipson and Hopcroft, ICLR 2016](https://arxiv.org/abs/1511.07543)) asked of the example networks, in the
paper's order. Every number is the API's and every figure the dashboard's: \`npm run report\` writes this page anew, and refuses where a
sentence no longer fits its numbers.

${parts.join('\n\n')}
`;
}
