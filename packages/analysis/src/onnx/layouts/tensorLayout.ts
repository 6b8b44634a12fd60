import { entriesOf } from '../extents.js';
import type { LayerDescription, TensorFactor } from '../model.js';
import { extentOf, type Factor, factorsIn, factorsOf, hasRole, type Layout } from './layout.js';

/**
 * Units, positions and the way that the values lie, of a tensor that is a layer.
 * @param layout undefined where it is not known: then units are the axis after the batch, if two axes follow or none
 * @returns null where it has no batch, or no units
 */
export function tensorLayout(
  layout: Layout | undefined,
  shape: readonly number[],
  batch: number,
): Pick<LayerDescription, 'units' | 'positions' | 'layout'> | null {
  if (layout === undefined) {
    const [first, units, ...positions] = shape;
    const isUsual = first === batch && units !== undefined && (positions.length === 0 || positions.length === 2);
    return isUsual ? { units, positions } : null;
  }
  const units = factorsIn(layout, 'UNIT');
  if (units.length === 0 || factorsIn(layout, 'BATCH').length === 0) return null;
  const positions = positionsOf(layout);
  const factors = factorsOf(layout);
  const roles = factors.map(({ role }) => role).join(' ');
  const isUsual = /^BATCH UNIT( POSITION)*$/.test(roles) && layout[0]?.length === 1;
  const found = { units: entriesOf(units.map(({ extent }) => extent)), positions };
  return isUsual ? found : { ...found, layout: factors.map(asTensorFactor) };
}

/** Rows and columns, or one number where there are more axes that say where. */
function positionsOf(layout: Layout): number[] {
  const said = (each: Factor): number => (each.open ? 0 : each.extent);
  const factors = factorsIn(layout, 'POSITION');
  if (factors.length <= 2) return factors.map(said);
  // Windows within windows, put together again along each axis.
  const axes = layout.filter((axis) => hasRole(axis, 'POSITION'));
  const areWhole = axes.length <= 2 && axes.every((axis) => axis.every(({ role }) => role === 'POSITION'));
  return areWhole ? axes.map(extentOf) : [entriesOf(factors.map(({ extent }) => extent))];
}

function asTensorFactor({ role, extent, open }: Factor): TensorFactor {
  return { role, extent: role === 'BATCH' || open ? 0 : extent };
}
