"""A model as it is recorded, and as it was again afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..optional import require

if TYPE_CHECKING:
    import torch
    from torch import nn


@contextmanager
def quiet(model: nn.Module) -> Iterator[torch.device]:
    """Evaluation mode, no gradients, and random numbers that those of training do not notice: all as before at the end,
    errors included. Gives the device that the model is on.

    `nn.TransformerEncoderLayer` computes all at once where nobody looks: here its parts run one by one, so that hooks on
    them see what they do.
    """
    torch = require("torch", "record()")
    device = next((each.device for each in (*model.parameters(), *model.buffers())), torch.device("cpu"))
    training = [(module, module.training) for module in model.modules()]
    fused = [
        (module, module.activation_relu_or_gelu)
        for module in model.modules()
        if isinstance(module, torch.nn.TransformerEncoderLayer) and hasattr(module, "activation_relu_or_gelu")
    ]
    devices = [device] if device.type == "cuda" else []
    with torch.random.fork_rng(devices=devices), torch.no_grad():
        try:
            model.eval()
            for module, _ in fused:
                module.activation_relu_or_gelu = 0
            yield device
        finally:
            for module, before in fused:
                module.activation_relu_or_gelu = before
            for module, mode in training:
                module.training = mode
