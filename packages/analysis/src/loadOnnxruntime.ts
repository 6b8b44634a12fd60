/**
 * onnxruntime, which is loaded only when it is needed, and tells nobody: since 1.29 its Linux builds send to their makers what models
 * are run on what machine, unless this is in the environment before the first session.
 */
export async function loadOnnxruntime(): Promise<typeof import('onnxruntime-node')> {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  return import('onnxruntime-node');
}
