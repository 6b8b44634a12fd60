import type { Backend } from './backend.js';
import { findAdapter, isSoftware, nameOf } from './webgpu/adapter.js';
import { Device } from './webgpu/device.js';
import { JointCounts } from './webgpu/jointCounts.js';
import { Products } from './webgpu/products.js';

export interface WebgpuOptions {
  /** Whether an adapter will do that is no GPU: the processor, which plays one, slower than the backends made for it. */
  readonly software: boolean;
  /** Bytes of the largest array on the device, where that should be less than it can take. */
  readonly largestArray?: number;
}

/** Long blocks: what it costs to send products back counts as much as what it costs to compute them. */
const BLOCK_SAMPLES = 8192;

/**
 * Any GPU that Vulkan, Metal or Direct3D 12 knows, by Dawn, the implementation of WebGPU in Chromium. Programs are our own (WGSL):
 * those of TensorFlow.js read rows against rows value by value, count codes by products of one-hot matrices fifty times the codes'
 * size, and give numbers where the device has failed.
 * @throws Error that says why there is no device: no driver, or one that is software where that will not do.
 */
export async function openWebgpu({ software, largestArray }: WebgpuOptions): Promise<Backend> {
  const adapter = await findAdapter();
  const name = nameOf(adapter.info);
  if (isSoftware(adapter.info) && !software)
    throw new Error(`the only device is software, slower than the backends for CPUs: ${name}`);
  const device = await Device.open(adapter, largestArray);
  const [products, counts] = [new Products(device), new JointCounts(device)];
  return {
    name: 'webgpu',
    device: isSoftware(adapter.info) ? `software: ${name}` : name,
    blockSamples: BLOCK_SAMPLES,
    crossProducts: (left, right) => products.of(left, right),
    addCodeCounts: (left, right, sums) => counts.add(left, right, sums),
    arraysHeld: () => device.buffersInUse,
    async dispose() {
      device.close();
    },
  };
}
