/** Arrays in memory that all threads see. New ones are zeros. */
type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;

interface Constructor<Values extends Numbers> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): Values;
}

/** So many zeros. */
export function sharedArray<Values extends Numbers>(Type: Constructor<Values>, length: number): Values {
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT));
}

/** The same numbers in shared memory: the array itself where it is there already. */
export function toShared<Values extends Numbers>(values: Values): Values {
  if (isShared(values)) return values;
  const copy = sharedArray(values.constructor as unknown as Constructor<Values>, values.length);
  copy.set(values);
  return copy;
}

export function isShared(values: Numbers): boolean {
  return values.buffer instanceof SharedArrayBuffer;
}
