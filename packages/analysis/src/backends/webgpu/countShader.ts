import type { Shader } from './device.js';

/** Threads of a group, which counts one pair of units. */
const THREADS = 128;

/** Counts that fit into the memory of a group on every device. */
const MOST_OWN = 4096;

/**
 * The program that counts how often codes meet: x [p, n] and y [q, n], bytes; counts [p * a, q * b], uint32, which it adds to. Its
 * parameters are q, n / 4, a, b and n / 4 of the slice of samples that one group takes. A group counts a pair of units, in its own
 * memory where a * b counts fit there.
 */
export function countShaderFor(a: number, b: number): Shader {
  const bins = a * b;
  // Rounded up, so that few programs serve all depths; no more than is needed, so that many groups run at once.
  return bins > MOST_OWN ? inPlace() : inOwnMemory(2 ** Math.ceil(Math.log2(Math.max(bins, 64))));
}

const HEAD = `
struct Shape { q: u32, words: u32, a: u32, b: u32, slice: u32 }
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read> y: array<u32>;
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>>;`;

/** @param count what to do with a pair of codes, `code` and `other`, both from 1 on */
function passOver(count: string): string {
  return `
  let end = min((group.z + 1u) * shape.slice, shape.words);
  for (var word = group.z * shape.slice + thread; word < end; word += ${THREADS}u) {
    let codes = x[group.y * shape.words + word];
    if (codes == 0u) { continue; }
    let others = y[group.x * shape.words + word];
    for (var shift = 0u; shift < 32u; shift += 8u) {
      let code = (codes >> shift) & 255u;
      let other = (others >> shift) & 255u;
      if (code != 0u && other != 0u) { ${count} }
    }
  }`;
}

const ENTRY = `
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32)`;

function inOwnMemory(room: number): Shader {
  const code = `${HEAD}
var<workgroup> own: array<atomic<u32>, ${room}>;
${ENTRY} {
  let bins = shape.a * shape.b;
  for (var bin = thread; bin < bins; bin += ${THREADS}u) { atomicStore(&own[bin], 0u); }
  workgroupBarrier();
  ${passOver('atomicAdd(&own[(code - 1u) * shape.b + other - 1u], 1u);')}
  workgroupBarrier();
  let first = group.y * shape.a * shape.q * shape.b + group.x * shape.b;
  for (var bin = thread; bin < bins; bin += ${THREADS}u) {
    let found = atomicLoad(&own[bin]);
    if (found != 0u) { atomicAdd(&counts[first + (bin / shape.b) * shape.q * shape.b + bin % shape.b], found); }
  }
}`;
  return { code, label: `joint counts, up to ${room} a pair` };
}

function inPlace(): Shader {
  const code = `${HEAD}
${ENTRY} {
  let first = group.y * shape.a * shape.q * shape.b + group.x * shape.b;
  ${passOver('atomicAdd(&counts[first + (code - 1u) * shape.q * shape.b + other - 1u], 1u);')}
}`;
  return { code, label: 'joint counts of many codes' };
}
