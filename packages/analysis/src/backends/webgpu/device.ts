/// <reference types="@webgpu/types" />
import { Buffers } from './buffers.js';

/** A program of the device. */
export interface Shader {
  /** WGSL, with an entry point `main`; binding 0 holds the parameters, those behind it the arrays in their order. */
  readonly code: string;
  /** What it is called in messages of the driver. */
  readonly label: string;
}

const FAILURES = ['out-of-memory', 'validation', 'internal'] as const;

/** Arrays on the device are no larger than this, so that all of one product are some hundreds of megabytes. */
const LARGEST_ARRAY = 2 ** 28;

/**
 * A GPU that runs programs on arrays. What fails on it is an `Error` that says what: a lost device, memory that is short, a
 * program that the driver refuses. Nothing comes back as numbers that were never computed.
 */
export class Device {
  readonly #device: GPUDevice;
  readonly #buffers: Buffers;
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  /** Those to tell when the device is lost. */
  readonly #waiting = new Set<(error: Error) => void>();
  #lost: Error | undefined;
  #closed = false;
  /** A process that ends while the device is at work crashes, unless this comes before. */
  readonly #atExit = () => this.close();
  /** Bytes of the largest array that a program can take. */
  readonly largestArray: number;

  private constructor(device: GPUDevice, largestArray: number) {
    this.#device = device;
    this.#buffers = new Buffers(device);
    const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
    this.largestArray = Math.min(largestArray, maxStorageBufferBindingSize, maxBufferSize);
    process.once('exit', this.#atExit);
    device.lost.then(({ message }) => {
      const why = message.split('\n')[0] || 'its driver does not say why';
      this.#lose(new Error(this.#closed ? 'The GPU was given back.' : `The GPU was lost: ${why}`));
    });
  }

  /** @param largestArray in bytes; less than the device could take, for its memory's sake */
  static async open(adapter: GPUAdapter, largestArray = LARGEST_ARRAY): Promise<Device> {
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    const requiredLimits = { maxStorageBufferBindingSize, maxBufferSize };
    return new Device(await adapter.requestDevice({ requiredLimits }), largestArray);
  }

  /** Buffers that are taken and not given back. */
  get buffersInUse(): number {
    return this.#buffers.inUse;
  }

  /**
   * @param begin puts programs on their way and gives a promise of what they come to; everything before its first `await` is watched
   * @throws Error when the device fails at it, or is lost meanwhile
   */
  async attempt<Result>(begin: () => Promise<Result>): Promise<Result> {
    if (this.#lost !== undefined) throw this.#lost;
    for (const failure of FAILURES) this.#device.pushErrorScope(failure);
    let result: Promise<Result>;
    try {
      result = begin();
    } catch (error) {
      result = Promise.reject(error);
    }
    const failures = FAILURES.map(() => this.#device.popErrorScope());
    const checked = Promise.all([Promise.allSettled([result]), ...failures]).then(([[settled], ...errors]) => {
      const error = errors.find((found) => found !== null);
      if (error !== undefined || settled.status === 'rejected') this.#buffers.empty();
      if (error !== undefined) throw new Error(`The GPU failed: ${error?.message.split('\n')[0]}`);
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value;
    });
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      checked
        .catch((error: unknown) => Promise.reject(this.#lost ?? error))
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** An array on the device, until it is given back. */
  upload(values: Float32Array | Uint32Array): GPUBuffer {
    const buffer = this.#buffers.take(values.byteLength, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    // Memory that threads share is not taken.
    const own = values.buffer instanceof ArrayBuffer ? values : values.slice();
    this.#device.queue.writeBuffer(buffer, 0, own as Float32Array<ArrayBuffer>);
    return buffer;
  }

  /** So many bytes on the device for a program to write to, all zero where that is asked for. */
  room(bytes: number, { zero }: { readonly zero: boolean }): GPUBuffer {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const buffer = this.#buffers.take(bytes, STORAGE | COPY_SRC | COPY_DST);
    if (zero) this.#submit((encoder) => encoder.clearBuffer(buffer));
    return buffer;
  }

  giveBack(...buffers: readonly GPUBuffer[]): void {
    for (const buffer of buffers) this.#buffers.giveBack(buffer);
  }

  /** Puts a program on its way: so many groups of its threads along x, y and z. */
  run(shader: Shader, parameters: readonly number[], arrays: readonly GPUBuffer[], groups: readonly number[]): void {
    const pipeline = this.#pipelineOf(shader);
    const words = Uint32Array.from(parameters);
    const uniform = this.#buffers.take(words.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    this.#device.queue.writeBuffer(uniform, 0, words);
    const entries = [uniform, ...arrays].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const layout = pipeline.getBindGroupLayout(0);
    this.#submit((encoder) => {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, this.#device.createBindGroup({ layout, entries }));
      pass.dispatchWorkgroups(groups[0] as number, groups[1], groups[2]);
      pass.end();
    });
    // What comes later on the queue sees what was written to it later.
    this.#buffers.giveBack(uniform);
  }

  /** The first bytes of an array, once all programs that are on their way have ended. */
  async read(buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer> {
    const copy = this.#buffers.take(bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    try {
      this.#submit((encoder) => encoder.copyBufferToBuffer(buffer, 0, copy, 0, bytes));
      await copy.mapAsync(GPUMapMode.READ, 0, bytes);
      return copy.getMappedRange(0, bytes).slice(0);
    } finally {
      if (copy.mapState !== 'unmapped') copy.unmap();
      this.#buffers.giveBack(copy);
    }
  }

  close(): void {
    process.off('exit', this.#atExit);
    this.#closed = true;
    this.#lose(new Error('The GPU was given back.'));
    this.#device.destroy();
  }

  #submit(record: (encoder: GPUCommandEncoder) => void): void {
    const encoder = this.#device.createCommandEncoder();
    record(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }

  #pipelineOf({ code, label }: Shader): GPUComputePipeline {
    let pipeline = this.#pipelines.get(code);
    if (pipeline === undefined) {
      const module = this.#device.createShaderModule({ code, label });
      pipeline = this.#device.createComputePipeline({ layout: 'auto', compute: { module }, label });
      this.#pipelines.set(code, pipeline);
    }
    return pipeline;
  }

  #lose(error: Error): void {
    this.#lost ??= error;
    for (const tell of this.#waiting) tell(this.#lost);
    this.#waiting.clear();
  }
}
