"""What stands for the stimuli and their order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from ..optional import require

if TYPE_CHECKING:
    import numpy.typing as npt
    import torch


class StimulusDigest:
    """SHA-256 over the stimuli in their order: of each a line of its element type and extents (`float32 3x32x32`), then its
    values in C order, little-endian. Neither batches nor labels matter."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.count = 0

    def add(self, stimuli: torch.Tensor) -> None:
        """The next stimuli, along the first axis."""
        name = str(stimuli.dtype).removeprefix("torch.")
        extents = "x".join(map(str, stimuli.shape[1:])) or "1"
        head = f"{name} {extents}\n".encode()
        for values in plain(stimuli):
            self._hash.update(head)
            self._hash.update(np.ascontiguousarray(values).data)
        self.count += int(stimuli.shape[0])

    def hexdigest(self) -> str:
        """Of the stimuli so far."""
        return self._hash.hexdigest()


def plain(tensor: torch.Tensor) -> npt.NDArray[np.generic]:
    """The values as NumPy has them, little-endian; of bfloat16 its bits."""
    torch = require("torch", "record()")
    here = tensor.detach().cpu().contiguous()
    if here.dtype is torch.bfloat16:
        here = here.view(torch.int16)
    values: npt.NDArray[np.generic] = here.numpy()
    return values.astype(values.dtype.newbyteorder("<"), copy=False)


def model_digest(model: torch.nn.Module) -> str:
    """SHA-256 of all parameters and buffers, by name: a model that was trained on is another one."""
    hashed = hashlib.sha256(type(model).__qualname__.encode())
    for name, value in model.state_dict().items():
        if not hasattr(value, "detach"):
            continue
        hashed.update(f"\n{name} {value.dtype} {tuple(value.shape)}\n".encode())
        hashed.update(np.ascontiguousarray(plain(value)).reshape(-1).data)
    return hashed.hexdigest()
