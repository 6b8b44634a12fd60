import { readFileSync } from 'node:fs';

export const ALEXNETS = ['alexnet-1', 'alexnet-2', 'alexnet-3', 'alexnet-4'] as const;
export const RESNETS = ['resnet-1', 'resnet-2'] as const;

/** The file of a network of the “digits” example. */
export function exampleNetwork(slug: (typeof ALEXNETS | typeof RESNETS)[number]): Uint8Array {
  return readFileSync(new URL(`../../../examples/digits/networks/${slug}.onnx`, import.meta.url));
}
