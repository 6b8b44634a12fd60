/** Turns what torch.save wrote into safetensors, as docs/imports.md has it, without running code that the file may bring. */
export const safeExport = `import torch
from safetensors.torch import save_file
saved = torch.load("recorded.pt", map_location="cpu", weights_only=True)
if isinstance(saved, torch.Tensor):
    saved = {"activations": saved}
tensors = {name: value.contiguous() for name, value in saved.items() if isinstance(value, torch.Tensor)}
for name, value in tensors.items():
    assert torch.isfinite(value.float()).all(), name
    print(name, tuple(value.shape), value.dtype)
save_file(tensors, "recorded.safetensors")`;
