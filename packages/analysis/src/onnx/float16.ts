/** Numbers of IEEE 754 half precision, given by their bits, as float32. */
export function fromFloat16(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** The nearest numbers of half precision, ties to even, as bits; beyond ±65504 infinite. */
export function toFloat16(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, (value) => {
    if (Number.isNaN(value)) return 0x7e00;
    const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
    const size = Math.abs(value);
    if (size >= 65520) return sign | 0x7c00;
    const exponent = Math.max(Math.floor(Math.log2(size)), -14);
    // Counts steps of the exponent's precision; a fraction that rounds up to the next exponent carries over into it.
    const steps = roundHalfToEven(size * 2 ** (10 - exponent));
    return sign | (steps < 1024 ? steps : ((exponent + 15) << 10) + (steps - 1024));
  });
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
