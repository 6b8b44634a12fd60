/// <reference types="@webgpu/types" />

/** What WebGPU says of the device behind it, as far as it matters here. */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

/** Names under which renderers that run on the processor go: SwiftShader, Mesa's llvmpipe (as Vulkan: lavapipe), Windows's. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|\bwarp\b|\bsoftware\b/i;

/** Whether an adapter is no GPU but the processor, which draws what a GPU should. */
export function isSoftware(info: AdapterInfo): boolean {
  if (info.isFallbackAdapter === true) return true;
  return [info.vendor, info.architecture, info.device, info.description].some((text) => SOFTWARE.test(text));
}

/** An adapter as a person knows it: its name, with what its driver says of itself. */
export function nameOf({ vendor, architecture, device, description }: AdapterInfo): string {
  const name = device !== '' ? device : `${vendor} ${architecture}`.trim();
  if (name === '') return description === '' ? 'a GPU without a name' : description;
  return description === '' || description === name ? name : `${name} (${description})`;
}

interface Dawn {
  create(options: string[]): GPU;
  readonly globals: object;
}

/** The way to all devices of this process: Dawn crashes where it is collected while one of them is in use. */
let gpu: GPU | undefined;

/**
 * The first adapter of this machine, GPUs before software, by Dawn: over Vulkan on Linux, Metal on macOS, Direct3D on Windows.
 * @throws Error that says why there is none.
 */
export async function findAdapter(): Promise<GPUAdapter> {
  if (process.platform === 'linux') checkLoader();
  gpu ??= await openDawn();
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new Error('no driver of a GPU was found that WebGPU can use');
  return adapter;
}

async function openDawn(): Promise<GPU> {
  // Optional, so its types may be absent where this is compiled.
  const { create, globals } = (await import('webgpu' as string)) as Dawn;
  // The constants of the interface (`GPUBufferUsage`, ...) are globals by its specification.
  Object.assign(globalThis, globals);
  return create([]);
}

/** Without it Dawn finds nothing, and says so on the terminal. */
function checkLoader(): void {
  try {
    process.dlopen({ exports: {} }, 'libvulkan.so.1');
  } catch (error) {
    // A library that is there is no module of Node, which is an error too.
    if (!String(error).includes('cannot open shared object')) return;
    throw new Error('there is no Vulkan loader (libvulkan.so.1), which drivers of GPUs come with or recommend');
  }
}
