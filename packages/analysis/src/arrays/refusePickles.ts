import { Refusal } from '../errors.js';

/** Endings under which pickles go. */
const ENDINGS = /\.(pt|pth|pkl|pickle|ckpt|joblib)$/i;

/** Ten lines that turn what torch.save wrote into safetensors, without running code that the file may bring. */
export const SAFE_EXPORT = `import torch
from safetensors.torch import save_file
saved = torch.load("recorded.pt", map_location="cpu", weights_only=True)
if isinstance(saved, torch.Tensor):
    saved = {"activations": saved}
tensors = {name: value.contiguous() for name, value in saved.items() if isinstance(value, torch.Tensor)}
for name, value in tensors.items():
    assert torch.isfinite(value.float()).all(), name
    print(name, tuple(value.shape), value.dtype)
save_file(tensors, "recorded.safetensors")`;

/** Refuses a file by its name, before anything of it is sent. */
export function refusePickleName(file: string): void {
  if (ENDINGS.test(file)) throw pickle(file);
}

/** Refuses a file by its first bytes: 512 are enough. */
export function refusePickle(head: Uint8Array, file: string): void {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1');
  // Protocols 2 to 5 begin with their opcode; 0 and 1 with a mark, a type, or the name of a class.
  const pickled = head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5;
  const old = /^[(\]}]?c[\w.]+\n[\w.]+\n/.test(text) || /^\(?[dl]p\d+\n/.test(text);
  const torch =
    text.startsWith('PK\x03\x04') && /^.{26}..[^/]{1,200}\/(data\.pkl|\.format_version|byteorder)/s.test(text);
  if (pickled || old || torch) throw pickle(file);
}

/** What a reader of archives says when it finds one inside. */
export function pickle(file: string): Refusal {
  return new Refusal(
    `${file} is a Python pickle, as torch.save and joblib write them: loading one runs whatever code it brings, so it is never opened.`,
    `Export it as safetensors in Python, and name that file in the manifest:\n\n${SAFE_EXPORT}`,
  );
}
