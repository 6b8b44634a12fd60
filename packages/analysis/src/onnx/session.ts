import type { InferenceSession } from 'onnxruntime-node';
import { yieldingThreads } from '../backends/yieldingThreads.js';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import type { ModelParts } from './modelParts.js';
import { ModelRefused, oneLine } from './modelRefused.js';
import { OWN_BYTES } from './outsource.js';
import type { Promoted } from './promote.js';

export interface SessionOptions {
  /** Threads of one operation; as many as there are cores by default. */
  readonly threads?: number;
  /** Whether operations may be fused and rearranged; true by default. Outputs are computed all the same. */
  readonly optimise?: boolean;
}

/**
 * Opens a model on the CPU.
 * @param external what lies beside it: only the files that its weights are in are read
 * @throws {ModelRefused} with onnxruntime's message
 */
export async function openSession(
  { bytes, own, locations }: Promoted,
  external: ModelParts['external'],
  options: SessionOptions = {},
): Promise<InferenceSession> {
  // Imported when needed: the native library takes a while to load, and not every process runs networks.
  const runtime = await loadOnnxruntime();
  runtime.env.logLevel = 'error';
  const files: { path: string; data: Uint8Array }[] = [];
  for (const path of locations) {
    const data = path === OWN_BYTES ? own : await external.get(path)?.read();
    if (data !== undefined) files.push({ path, data });
  }
  try {
    return await runtime.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: options.optimise === false ? 'disabled' : 'all',
      ...(options.threads === undefined ? {} : { intraOpNumThreads: options.threads }),
      ...(files.length === 0 ? {} : { externalData: files }),
      ...yieldingThreads,
      // Fatal alone: what fails is thrown as well.
      logSeverityLevel: 4,
    });
  } catch (thrown) {
    throw runtimeRefusal(thrown);
  }
}

/** What onnxruntime threw, in a line, with the way out. */
export function runtimeRefusal(thrown: unknown): ModelRefused {
  if (thrown instanceof ModelRefused) return thrown;
  const message = oneLine(thrown);
  return new ModelRefused(
    `onnxruntime cannot run this ONNX model: ${message}`,
    message.includes('IR version')
      ? "Save it as an earlier version in Python: model = onnx.load('network.onnx'); model.ir_version = 10; onnx.save(model, 'network.onnx')."
      : 'Check it in Python with onnx.checker.check_model, or export it with opset_version=17.',
  );
}
