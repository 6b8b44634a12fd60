import type { Shader } from './device.js';

/** Threads of a group along each side of its part of the products. */
const THREADS = 16;

/**
 * Samples that are summed up in registers, in fours; then these sums are added to the products. So no chain of additions is longer than
 * that of a short block, and blocks may be long.
 */
const CHAIN_QUADS = 256;

/** Groups that keep a large GPU busy. */
const BUSY_GROUPS = 128;

export interface ProductShader extends Shader {
  /** Rows and columns of the products that one group computes. */
  readonly tile: number;
}

/**
 * The program that multiplies centred rows: x [p, n], its centres [p], y [q, n], its centres [q], products [p, q], all float32. Its
 * parameters are p, q, n / 4 and 1 where both sides are the same: then it computes the upper half, and writes it to both.
 * Each thread keeps a square of 4 x 4 or, where that leaves groups enough, 8 x 8 sums in its registers; samples pass through the
 * group's own memory, some at a time.
 */
export function productShaderFor(p: number, q: number): ProductShader {
  const groups = Math.ceil(p / (8 * THREADS)) * Math.ceil(q / (8 * THREADS));
  return groups < BUSY_GROUPS ? SMALL : LARGE;
}

/** @param side of the square of sums that each thread keeps: 4 or 8 */
function shaderOf(side: 4 | 8): ProductShader {
  const tile = THREADS * side;
  // Samples at a time: 256 threads load four of them each, for one row.
  const depth = (4 * THREADS * THREADS) / tile;
  // Rows of four more than are used, so that threads which write different samples meet different banks of memory.
  const stride = tile / 4 + 1;
  const parts = Array.from({ length: side / 4 }, (_, part) => part);
  const rows = parts.flatMap((part) =>
    ['x', 'y', 'z', 'w'].map((entry, row) => ({ part, entry, row: 4 * part + row })),
  );
  const sum = (row: number, part: number) => `sum_${row}_${part}`;
  const code = `
struct Shape { p: u32, q: u32, quads: u32, same: u32 }
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> xCentre: array<f32>;
@group(0) @binding(3) var<storage, read> y: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> yCentre: array<f32>;
@group(0) @binding(5) var<storage, read_write> products: array<f32>;
var<workgroup> xRows: array<vec4<f32>, ${depth * stride}>;
var<workgroup> yRows: array<vec4<f32>, ${depth * stride}>;

fn add(row: u32, column: u32, values: vec4<f32>, isFirst: bool, mirror: bool) {
  if (row >= shape.p) { return; }
  for (var entry = 0u; entry < 4u && column + entry < shape.q; entry++) {
    let at = row * shape.q + column + entry;
    var sum = values[entry];
    if (!isFirst) { sum += products[at]; }
    products[at] = sum;
    if (mirror) { products[(column + entry) * shape.q + row] = sum; }
  }
}

@compute @workgroup_size(${THREADS}, ${THREADS})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) thread: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  if (shape.same == 1u && group.x < group.y) { return; }
  let loaded = index / ${depth / 4}u;
  let quad = index % ${depth / 4}u;
  let xRow = group.y * ${tile}u + loaded;
  let yRow = group.x * ${tile}u + loaded;
  var centreOfX = 0.0;
  if (xRow < shape.p) { centreOfX = xCentre[xRow]; }
  var centreOfY = 0.0;
  if (yRow < shape.q) { centreOfY = yCentre[yRow]; }
  for (var start = 0u; start < shape.quads; start += ${CHAIN_QUADS}u) {
  let end = min(start + ${CHAIN_QUADS}u, shape.quads);
  ${rows.flatMap(({ row }) => parts.map((part) => `var ${sum(row, part)} = vec4<f32>();`)).join('\n  ')}
  for (var first = start; first < end; first += ${depth / 4}u) {
    let at = first + quad;
    var a = vec4<f32>();
    if (xRow < shape.p && at < end) { a = x[xRow * shape.quads + at] - centreOfX; }
    var b = vec4<f32>();
    if (yRow < shape.q && at < end) { b = y[yRow * shape.quads + at] - centreOfY; }
    for (var entry = 0u; entry < 4u; entry++) {
      let place = (4u * quad + entry) * ${stride}u + loaded / 4u;
      xRows[place][loaded % 4u] = a[entry];
      yRows[place][loaded % 4u] = b[entry];
    }
    workgroupBarrier();
    for (var sample = 0u; sample < ${depth}u; sample++) {
      let base = sample * ${stride}u;
      ${parts.map((part) => `let a${part} = xRows[base + ${part * THREADS}u + thread.y];`).join('\n      ')}
      ${parts.map((part) => `let b${part} = yRows[base + ${part * THREADS}u + thread.x];`).join('\n      ')}
      ${rows
        .flatMap(({ part: from, entry, row }) =>
          parts.map((part) => `${sum(row, part)} = fma(vec4<f32>(a${from}.${entry}), b${part}, ${sum(row, part)});`),
        )
        .join('\n      ')}
    }
    workgroupBarrier();
  }
  // Within a group on the diagonal, each half is computed.
  let mirror = shape.same == 1u && end == shape.quads && group.x > group.y;
  ${rows
    .flatMap(({ part: from, row }) =>
      parts.map((part) => {
        const atRow = `group.y * ${tile}u + ${from * 4 * THREADS + (row % 4)}u + 4u * thread.y`;
        const atColumn = `group.x * ${tile}u + ${part * 4 * THREADS}u + 4u * thread.x`;
        return `add(${atRow}, ${atColumn}, ${sum(row, part)}, start == 0u, mirror);`;
      }),
    )
    .join('\n  ')}
  }
}`;
  return { code, label: `centred products, ${side} x ${side} a thread`, tile };
}

const SMALL = shaderOf(4);
const LARGE = shaderOf(8);
