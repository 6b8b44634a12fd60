/**
 * Just enough of an assembler for WebAssembly's binary format (WebAssembly Core Specification 2.0, section 5) to write a
 * loop with 128-bit arithmetic, which JavaScript has not.
 */
export type Code = readonly number[];

/** Types of values. */
export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

const NOTHING = 0x40;

export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
/** Sets, and leaves the value on the stack. */
export const tee = (local: number): Code => [0x22, local];

/** Runs the body at least once, and again for as long as what it leaves on the stack is not 0. */
export const repeatWhile = (...body: Code[]): Code => [0x03, NOTHING, ...body.flat(), 0x0d, 0, 0x0b];
/** Runs the body if what is on the stack is not 0. */
export const when = (...body: Code[]): Code => [0x04, NOTHING, ...body.flat(), 0x0b];

export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  load: (offset: number): Code => [0x28, 2, ...unsigned(offset)],
  load16: (offset: number): Code => [0x2f, 1, ...unsigned(offset)],
  load8: (offset: number): Code => [0x2d, 0, ...unsigned(offset)],
  store: (offset: number): Code => [0x36, 2, ...unsigned(offset)],
  store16: (offset: number): Code => [0x3b, 1, ...unsigned(offset)],
  shift: [0x74] as Code,
  /** Zeros come in at the left. */
  shiftRight: [0x76] as Code,
  add: [0x6a] as Code,
  subtract: [0x6b] as Code,
  and: [0x71] as Code,
  isZero: [0x45] as Code,
  /** 1 where the first is above the second, signed; else 0. */
  above: [0x4a] as Code,
  below: [0x49] as Code,
  /** The first of two values if what is above them on the stack is not 0, else the second. */
  choose: [0x1b] as Code,
};

export const f64 = {
  zero: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] as Code,
  infinity: [0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f] as Code,
  load: [0x2b, 3, 0] as Code,
  store: [0x39, 3, 0] as Code,
  differs: [0x62] as Code,
  absolute: [0x99] as Code,
  add: [0xa0] as Code,
  subtract: [0xa1] as Code,
  multiply: [0xa2] as Code,
  lower: [0xa4] as Code,
  higher: [0xa5] as Code,
  /** The first's size with the second's sign. */
  withSign: [0xa6] as Code,
};

/** 128 bits, whatever is in them. */
export const v128 = {
  load: (offset: number): Code => [0xfd, 0x00, 3, ...unsigned(offset)],
  /** One 32-bit value, four times. */
  load32Splat: (offset: number): Code => [0xfd, 0x09, 2, ...unsigned(offset)],
  /** One 64-bit value, twice. */
  load64Splat: (offset: number): Code => [0xfd, 0x0a, 3, ...unsigned(offset)],
  /** Only the lower half; the higher becomes zeros. */
  loadHalf: (offset: number): Code => [0xfd, 0x5d, 3, ...unsigned(offset)],
  store: (offset: number): Code => [0xfd, 0x0b, 3, ...unsigned(offset)],
  zero: [0xfd, 0x0c, ...Array<number>(16).fill(0)] as Code,
  /** Sixteen bytes. */
  constant: (...bytes: number[]): Code => [0xfd, 0x0c, ...bytes],
  and: [0xfd, 0x4e] as Code,
  or: [0xfd, 0x50] as Code,
  xor: [0xfd, 0x51] as Code,
  /** Bits of the first where the third has a 1, of the second where it has a 0. */
  choose: [0xfd, 0x52] as Code,
  /** Whether any bit is set. */
  any: [0xfd, 0x53] as Code,
};

/** Sixteen bytes, eight 16-bit and four 32-bit integers at once; `extend` widens half of the narrower ones, as unsigned. */
export const i8x16 = {
  /** Takes bytes of two vectors, of which the second's are numbered from 16 on. */
  shuffle: (...places: number[]): Code => [0xfd, 0x0d, ...places],
  /** Two vectors of 16-bit integers in one, as unsigned, those out of range to the nearest. */
  narrow: [0xfd, 0x66] as Code,
};
export const i16x8 = {
  /** Two vectors of 32-bit integers in one, those out of range to the nearest. */
  narrow: [0xfd, 0x85, 0x01] as Code,
  shiftLeft: [0xfd, 0x8b, 0x01] as Code,
  shiftRight: [0xfd, 0x8d, 0x01] as Code,
};
export const i32x4 = {
  splat: [0xfd, 0x11] as Code,
  subtract: [0xfd, 0xb1, 0x01] as Code,
  equal: [0xfd, 0x37] as Code,
  /** All bits 1, as -1, where the first is above the second, signed; else 0. */
  above: [0xfd, 0x3b] as Code,
  extendLow: [0xfd, 0xa9, 0x01] as Code,
  extendHigh: [0xfd, 0xaa, 0x01] as Code,
  add: [0xfd, 0xae, 0x01] as Code,
};

/** Four float32 at once; of two of which one is not a number, `lower` and `higher` give either. */
export const f32x4 = {
  splat: [0xfd, 0x13] as Code,
  subtract: [0xfd, 0xe5, 0x01] as Code,
  /** Of two float64, in the lower half; the higher becomes zeros. */
  narrow: [0xfd, 0x5e] as Code,
  /** All bits 1 where the first is above the second, none otherwise. */
  above: [0xfd, 0x44] as Code,
  lower: [0xfd, 0xea, 0x01] as Code,
  higher: [0xfd, 0xeb, 0x01] as Code,
};

/** Two float64 at once. */
export const f64x2 = {
  /** Of two float32, in the lower half. */
  widen: [0xfd, 0x5f] as Code,
  splat: [0xfd, 0x14] as Code,
  lane: (index: 0 | 1): Code => [0xfd, 0x21, index],
  add: [0xfd, 0xf0, 0x01] as Code,
  subtract: [0xfd, 0xf1, 0x01] as Code,
  multiply: [0xfd, 0xf2, 0x01] as Code,
  /** All bits of a half where both are equal, none otherwise. */
  equal: [0xfd, 0x47] as Code,
  /** The second where it is below the first, or above it; the first otherwise, and for NaN. */
  lower: [0xfd, 0xf6, 0x01] as Code,
  higher: [0xfd, 0xf7, 0x01] as Code,
};

export interface AssembledFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly results: readonly number[];
  /** Types of the locals that follow the parameters. */
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A memory that all threads see may be sent to another thread. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** What this needs of the global `WebAssembly`, which TypeScript declares for browsers alone. */
interface Host {
  readonly Memory: new (options: { initial: number; maximum?: number; shared?: boolean }) => { readonly buffer: never };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const PAGE = 65536;

/**
 * Compiles the functions; what is opened again and again is better compiled once.
 * @param memory whether it is one thread's own or shared: the functions work on no other
 */
export function compile(functions: readonly AssembledFunction[], memory: 'own' | 'shared' = 'own'): object {
  return new (host().Module)(assemble(functions, memory));
}

/** A memory of so many bytes for functions that were compiled for shared memory. */
export function sharedMemory(bytes: number): SharedMemory {
  const pages = Math.ceil(bytes / PAGE);
  return new (host().Memory)({ initial: pages, maximum: pages, shared: true });
}

/** A compiled module's functions over a shared memory. */
export function openShared<Functions>(module: object, memory: SharedMemory): Functions {
  return new (host().Instance)(module, { host: { memory } }).exports as Functions;
}

/** A compiled module's functions over a memory of their own, of so many bytes. */
export function open<Functions>(module: object, bytes: number): { buffer: ArrayBuffer; functions: Functions } {
  const { Memory, Instance } = host();
  const memory = new Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new Instance(module, { host: { memory } });
  return { buffer: memory.buffer, functions: exports as Functions };
}

function host(): Host {
  return (globalThis as unknown as { WebAssembly: Host }).WebAssembly;
}

/** A module of functions over one memory, which the host gives it as `host.memory`. */
function assemble(functions: readonly AssembledFunction[], kind: 'own' | 'shared'): Uint8Array<ArrayBuffer> {
  // Of shared memory, a largest size must be told: all pages that there can be.
  const limits = kind === 'own' ? [0x00, 0x01] : [0x03, 0x01, ...unsigned(PAGE)];
  const memory = [...text('host'), ...text('memory'), 0x02, ...limits];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      functions.map(({ parameters, results }) => [0x60, ...list(parameters), ...list(results)]),
    ),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, index) => [index]),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), 0x00, index]),
    ),
    ...section(
      10,
      functions.map(({ locals, body }) => {
        const code = [locals.length, ...locals.flatMap((type) => [1, type]), ...body, 0x0b];
        return [...unsigned(code.length), ...code];
      }),
    ),
  ]);
}

function section(id: number, entries: readonly Code[]): Code {
  const content = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function list(items: Code): Code {
  return [...unsigned(items.length), ...items];
}

function text(characters: string): Code {
  return list([...new TextEncoder().encode(characters)]);
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const low = value & 127;
  const rest = value >> 7;
  const last = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return last ? [low] : [low | 128, ...signed(rest)];
}
