import { existsSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** So that what was loaded stays, though it is no module of Node. */
const RTLD_NODELETE = 0x1000;

const FOLDERS = [
  ...(process.env.UNITGRAPH_CHROMIUM === undefined ? [] : [dirname(process.env.UNITGRAPH_CHROMIUM)]),
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
];

/** The Vulkan that Chromium brings for machines without a GPU: SwiftShader, and a loader. */
export interface SoftwareVulkan {
  /** Says where the driver is. */
  readonly manifest: string;
  readonly loader: string;
}

/** What Chromium has of it on this machine; undefined where there is none. */
export function findSoftwareVulkan(): SoftwareVulkan | undefined {
  for (const folder of FOLDERS) {
    const found = { manifest: join(folder, 'vk_swiftshader_icd.json'), loader: join(folder, 'libvulkan.so.1') };
    if (existsSync(found.manifest) && existsSync(found.loader)) return found;
  }
  return undefined;
}

/** Lets Vulkan in this process, and in no other, find SwiftShader and nothing else; does nothing where there is a GPU. */
export function useSoftwareVulkan(): void {
  if (existsSync('/proc/driver/nvidia/version')) return;
  const found = findSoftwareVulkan();
  if (found === undefined || process.platform !== 'linux') return;
  process.env.VK_ICD_FILENAMES = found.manifest;
  try {
    process.dlopen({ exports: {} }, found.loader, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
  } catch {
    // It is no module of Node, which is an error; it is loaded all the same.
  }
}

/**
 * The environment with which other processes find SwiftShader; undefined where there is none.
 * @param folder an empty one, for the path of libraries: that of Chromium holds others that must not come in
 */
export function softwareVulkanFor(folder: string): Record<string, string> | undefined {
  const found = findSoftwareVulkan();
  if (found === undefined) return undefined;
  symlinkSync(found.loader, join(folder, 'libvulkan.so.1'));
  return { VK_ICD_FILENAMES: found.manifest, LD_LIBRARY_PATH: folder };
}
