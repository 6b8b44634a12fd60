/// <reference types="@webgpu/types" />
import type { Range } from '../../threads/task.js';
import type { Device } from './device.js';

interface Upload {
  readonly buffers: readonly GPUBuffer[];
  users: number;
}

/**
 * What is on the device of blocks that programs work on. Programs that are on their way at the same time share what they have in
 * common: the products of two sides with themselves and with each other need each side there once. When the last of them has
 * ended, it is given back.
 */
export class Uploads<Source extends object> {
  readonly #device: Device;
  readonly #send: (source: Source, units: Range, samples: Range) => (Float32Array | Uint32Array)[];
  readonly #held = new Map<Source, Map<string, Upload>>();

  /** @param send what to send of some units and samples of a source: arrays */
  constructor(device: Device, send: (source: Source, units: Range, samples: Range) => (Float32Array | Uint32Array)[]) {
    this.#device = device;
    this.#send = send;
  }

  /** Some units and samples on the device, and how to say that they are needed no more. */
  take(source: Source, units: Range, samples: Range): { buffers: readonly GPUBuffer[]; giveBack: () => void } {
    const parts = this.#held.get(source) ?? new Map<string, Upload>();
    this.#held.set(source, parts);
    const part = [units.first, units.end, samples.first, samples.end].join();
    const upload = parts.get(part) ?? {
      buffers: this.#send(source, units, samples).map((values) => this.#device.upload(values)),
      users: 0,
    };
    parts.set(part, upload);
    upload.users++;
    return {
      buffers: upload.buffers,
      giveBack: () => {
        upload.users--;
        if (upload.users > 0) return;
        this.#device.giveBack(...upload.buffers);
        parts.delete(part);
        if (parts.size === 0) this.#held.delete(source);
      },
    };
  }
}
