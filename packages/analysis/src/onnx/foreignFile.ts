/** A file of another kind, and the way from it to an ONNX file. */
export interface ForeignFile {
  readonly what: string;
  readonly remedy: string;
}

/** What to do with a network that is still in PyTorch's hands. */
export const EXPORT_REMEDY = "Export the network with torch.onnx.export(network, example_input, 'network.onnx').";

const PYTORCH_REMEDY = `Load it in Python with its class, then: ${EXPORT_REMEDY.replace('Export', 'export')}`;
const TENSORFLOW_REMEDY = 'Convert it with python -m tf2onnx.convert.';

/** Recognises the files that people take for ONNX files by their first bytes; null for all others. */
export function recogniseForeignFile(bytes: Uint8Array): ForeignFile | null {
  const starts = (...values: number[]): boolean => values.every((value, index) => bytes[index] === value);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 512)).toString('latin1');
  if (head.startsWith('PK\x03\x04')) {
    return /data\.pkl|\/version|torch/.test(head) || head.includes('.data/')
      ? { what: 'a PyTorch file (.pt, .pth)', remedy: PYTORCH_REMEDY }
      : {
          what: 'a zip archive, as .pt, .npz and .keras files are',
          remedy: `Unpack it if it holds an ONNX file; if torch.save wrote it: ${PYTORCH_REMEDY}`,
        };
  }
  // Protocols 2 to 5; the opcode of a protocol is 0x80, which no ONNX file starts with.
  if (bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 0) <= 5) {
    return { what: 'a Python pickle (.pt, .pth, .pkl)', remedy: PYTORCH_REMEDY };
  }
  if (starts(0x89) && head.startsWith('HDF', 1)) return { what: 'an HDF5 file (.h5)', remedy: TENSORFLOW_REMEDY };
  if (head.startsWith('TFL3', 4)) return { what: 'a TensorFlow Lite file', remedy: TENSORFLOW_REMEDY };
  if (starts(0x1f, 0x8b)) return { what: 'compressed with gzip', remedy: 'Unpack it with gunzip.' };
  if (/^(?:\xef\xbb\xbf)?\s*\{\s*["}]/.test(head)) {
    return {
      what: 'a JSON file without the "modelTopology" that a model.json of TensorFlow.js has',
      remedy: 'Save the whole model, not its weights alone: model.save("file://folder") in TensorFlow.js.',
    };
  }
  if (head.startsWith('\x93NUMPY')) return { what: 'a NumPy array (.npy)', remedy: EXPORT_REMEDY };
  if (/^[\s\S]{8}\{"/.test(head)) {
    return { what: 'a safetensors file: weights without a network', remedy: PYTORCH_REMEDY };
  }
  if (head.startsWith('version https://git-lfs')) {
    return { what: 'a Git LFS pointer to a file that was not fetched', remedy: 'Fetch it with git lfs pull.' };
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(head)) {
    return { what: 'a web page', remedy: 'Download the file itself, by its “raw” or “download” link.' };
  }
  // ONNX files start with 0x08, a control character, but for some that leave out their version.
  if (/^[\t\n\r\x20-\x7e\x80-\xff]{16,}$/.test(head) && /^[\x20-\x7e\t\n\r]{16}/.test(head)) {
    return { what: 'a text file', remedy: EXPORT_REMEDY };
  }
  return null;
}
