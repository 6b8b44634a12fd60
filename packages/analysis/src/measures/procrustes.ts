import { trace } from '../linearAlgebra/matrix.js';
import { singularValues } from '../linearAlgebra/singularValues.js';
import { type SecondMoments, varying } from './secondMoments.js';

/**
 * The cosine that is left between two sides after the best rotation: nuclear norm of Xc'Yc over ‖Xc‖ ‖Yc‖. 0..1, higher =
 * more alike; 1 where one side is a rotation of the other up to scale.
 * @throws Refusal where no unit of a side varies
 */
export async function procrustesCosine({ left, across, right }: SecondMoments): Promise<number> {
  varying(left, 'left');
  varying(right, 'right');
  const nuclear = (await singularValues(across)).reduce((sum, value) => sum + value, 0);
  return Math.min(1, nuclear / Math.sqrt(trace(left) * trace(right)));
}

/**
 * Angular Procrustes distance (Williams, Kunz, Kornblith and Linderman 2021): the arc cosine of the above. 0..π/2, lower =
 * more alike; a metric. Below about 1e-7 it is rounding.
 * @throws Refusal where no unit of a side varies
 */
export async function angularProcrustes(moments: SecondMoments): Promise<number> {
  return Math.acos(await procrustesCosine(moments));
}
