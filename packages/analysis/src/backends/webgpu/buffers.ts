/// <reference types="@webgpu/types" />

/** Bytes of buffers without use that are kept for the next ones. */
const KEPT_BYTES = 2 ** 29;

/** Buffers are made in steps of this, and of an eighth of their size, so that one is found again for what is nearly as large. */
const STEP = 256;

/**
 * Buffers of a device, used again: to make one takes longer than a small product. Those without use are kept up to a bound,
 * the oldest of them given back first.
 */
export class Buffers {
  readonly #device: GPUDevice;
  readonly #most: number;
  readonly #inUse = new Set<GPUBuffer>();
  /** The oldest first. */
  readonly #free: GPUBuffer[] = [];
  #freeBytes = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#most = device.limits.maxBufferSize;
  }

  /** How many buffers somebody has and has not given back. */
  get inUse(): number {
    return this.#inUse.size;
  }

  /** Of at least so many bytes; what it holds is left over from its last use. */
  take(bytes: number, usage: number): GPUBuffer {
    const size = this.#sizeFor(bytes);
    const found = this.#free.findLastIndex((buffer) => buffer.size === size && buffer.usage === usage);
    const buffer =
      found < 0 ? this.#device.createBuffer({ size, usage }) : (this.#free.splice(found, 1)[0] as GPUBuffer);
    if (found >= 0) this.#freeBytes -= size;
    this.#inUse.add(buffer);
    return buffer;
  }

  giveBack(buffer: GPUBuffer): void {
    if (!this.#inUse.delete(buffer)) return;
    this.#free.push(buffer);
    this.#freeBytes += buffer.size;
    this.#dropDownTo(KEPT_BYTES);
  }

  /** Keeps none without use: after a failure, some may never have been made. */
  empty(): void {
    this.#dropDownTo(0);
  }

  #dropDownTo(bytes: number): void {
    while (this.#freeBytes > bytes) {
      const oldest = this.#free.shift() as GPUBuffer;
      this.#freeBytes -= oldest.size;
      oldest.destroy();
    }
  }

  #sizeFor(bytes: number): number {
    const step = Math.max(STEP, 2 ** Math.floor(Math.log2(bytes / 8)));
    return Math.max(bytes, Math.min(Math.ceil(bytes / step) * step, this.#most));
  }
}
