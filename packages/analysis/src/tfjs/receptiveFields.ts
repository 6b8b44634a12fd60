import { type Field, throughWindow, unionOf, type Window } from '../onnx/fields.js';
import type { ReceptiveField } from '../onnx/model.js';
import type { Operation, WindowSize } from './operation.js';

/**
 * Receptive fields of tensors with height and width, through all paths from the input.
 * @param shapes of tensors, batch x height x width x channels
 * @returns by tensor; without those behind an operation that is not known, for a field is never guessed
 */
export function receptiveFields(
  operations: readonly Operation[],
  shapes: ReadonlyMap<string, readonly number[]>,
): Map<string, ReceptiveField> {
  const fields = new Map<string, Field>();
  const [input] = operations;
  const [, height = 0, width = 0] = shapes.get(input?.tensor ?? '') ?? [];
  for (const operation of operations) {
    const field = fieldOf(operation, fields, shapes, [height, width]);
    if (field !== null) fields.set(operation.tensor, field);
  }
  return new Map(
    [...fields].map(([tensor, field]) => [
      tensor,
      {
        size: field.map(({ size }) => size),
        stride: field.map(({ stride }) => stride),
        start: field.map(({ start }) => start),
      },
    ]),
  );
}

function fieldOf(
  { kind, tensor, inputs, window }: Operation,
  fields: ReadonlyMap<string, Field>,
  shapes: ReadonlyMap<string, readonly number[]>,
  pixels: readonly [number, number],
): Field | null {
  const shape = shapes.get(tensor) ?? [];
  if (shape.length !== 4) return null;
  const pixel = { size: 1, stride: 1, start: 0 };
  if (kind === 'INPUT') return [pixel, pixel];
  const seen = inputs.map((input) => fields.get(input));
  const [first] = seen;
  if (first === undefined) return null;
  switch (kind) {
    case 'CONVOLUTION':
    case 'POOLING':
    case 'PADDING': {
      if (window === null || inputs.length > 1) return null;
      const [, ...extents] = shapes.get(inputs[0] ?? '') ?? [];
      const along = (axis: 0 | 1) => throughWindow(first[axis], windowAlong(axis, window, extents[axis] ?? 0));
      return [along(0), along(1)];
    }
    case 'ACTIVATION':
    case 'NORMALIZATION':
    case 'PASSING':
      return inputs.length === 1 ? first : null;
    case 'SUM':
    case 'CONCATENATION':
      return seen.reduce<Field | null>((union, field) => {
        if (union === null || field === undefined) return null;
        const along = (axis: 0 | 1) => unionOf(union[axis], field[axis], shape[axis + 1] ?? 1, pixels[axis]);
        return [along(0), along(1)];
      }, first);
    default:
      return null;
  }
}

/** @param entries of the input along that axis */
function windowAlong(axis: 0 | 1, { extents, strides, dilations, padding }: WindowSize, entries: number): Window {
  const stride = strides[axis] ?? 1;
  const extent = ((extents[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
  if (padding === 'VALID') return { extent, stride, padding: 0 };
  if (padding !== 'SAME') return { extent, stride, padding: padding[axis] ?? 0 };
  const total = Math.max((Math.ceil(entries / stride) - 1) * stride + extent - entries, 0);
  return { extent, stride, padding: Math.floor(total / 2) };
}
