"""Small models, and loaders for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.numpy import load_file
from torch import nn

from unitgraph.recording.record import Recorded


class Convolutions(nn.Module):
    """Convolutions whose activation functions write over what they are given, one of which runs twice."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(6, 8, 3, stride=2, padding=1)
        self.drop = nn.Dropout(0.5)
        self.fc = nn.Linear(8, 4)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        x = self.relu(self.conv1(images))
        x = self.relu(self.conv2(x))
        return self.fc(self.drop(x.mean((2, 3))))


class Tokens(nn.Module):
    """A transformer as transformers has them: dictionaries in, dictionaries and tuples out."""

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.attention = nn.MultiheadAttention(12, 3, batch_first=True)
            self.dense = nn.Linear(12, 12)

        def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, None]:
            return x + self.dense(self.attention(x, x, x)[0]), None

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(50, 12)
        self.h = nn.ModuleList([self.Block() for _ in range(2)])

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> dict[str, Any]:
        x = self.embedding(input_ids) * attention_mask[..., None]
        for block in self.h:
            x = block(x)[0]
        return {"loss": None, "last_hidden_state": x}


def images(count: int = 40) -> torch.Tensor:
    return torch.randn(count, 1, 8, 8, generator=torch.Generator().manual_seed(1))


def batches(stimuli: torch.Tensor, *sizes: int) -> list[torch.Tensor]:
    """The stimuli in batches of these sizes."""
    return list(stimuli.split(list(sizes)))


class Endless:
    """A loader that is interrupted before one of its batches."""

    def __init__(self, loader: list[torch.Tensor], before: int) -> None:
        self.loader, self.before = loader, before

    def __iter__(self) -> Iterator[torch.Tensor]:
        for number, batch in enumerate(self.loader):
            if number == self.before:
                raise KeyboardInterrupt
            yield batch


def values_in(recorded: Recorded) -> dict[str, npt.NDArray[Any]]:
    """All that was written into the folder, by layer."""
    assert recorded.folder is not None
    files = [load_file(file) for file in sorted(Path(recorded.folder).glob("*.safetensors"))]
    return {layer.name: np.concatenate([file[layer.name] for file in files]) for layer in recorded.layers}
