/** 0, 1, … count - 1. */
export function identity(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}

/**
 * The place of each unit, given the unit at each place.
 * @throws RangeError when `order` does not hold each of 0 … length - 1 once.
 */
export function inverse(order: ArrayLike<number>): Int32Array {
  const places = new Int32Array(order.length).fill(-1);
  for (let place = 0; place < order.length; place++) {
    const unit = order[place]!;
    if (!Number.isInteger(unit) || unit < 0 || unit >= order.length || places[unit] !== -1) {
      throw new RangeError(`Not a permutation of ${order.length} units: ${unit} at place ${place}.`);
    }
    places[unit] = place;
  }
  return places;
}
