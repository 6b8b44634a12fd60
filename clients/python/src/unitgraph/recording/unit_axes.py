"""Which axis of a module's output tells units apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import RecordingError
from ..optional import require
from .layers import meets

if TYPE_CHECKING:
    import torch
    from torch import nn


class Weighted(NamedTuple):
    """What a module with weights says of its own output: how many units, and whether they come first (behind the
    stimuli) or last."""

    units: int
    first: bool


def weighted(module: nn.Module) -> Weighted | None:
    """Of a convolution, normalisation, dense layer, embedding, attention, recurrent layer; else None."""
    nn = require("torch", "record()").nn
    if isinstance(module, nn.modules.conv._ConvNd):
        return Weighted(module.out_channels, True)
    if isinstance(module, (nn.modules.batchnorm._NormBase, nn.modules.instancenorm._InstanceNorm)):
        return Weighted(module.num_features, True)
    if isinstance(module, nn.GroupNorm):
        return Weighted(module.num_channels, True)
    if isinstance(module, nn.Linear):
        return Weighted(module.out_features, False)
    if isinstance(module, nn.LayerNorm):
        return Weighted(int(module.normalized_shape[-1]), False)
    if isinstance(module, nn.Embedding):
        return Weighted(module.embedding_dim, False)
    if isinstance(module, nn.MultiheadAttention):
        return Weighted(module.embed_dim, False)
    if isinstance(module, nn.RNNBase):
        return Weighted((module.proj_size or module.hidden_size) * (2 if module.bidirectional else 1), False)
    if type(module).__name__ == "Conv1D" and hasattr(module, "nf"):  # The dense layer of GPT-2 in transformers.
        return Weighted(int(module.nf), False)
    return None


class UnitAxes:
    """Finds unit axes while a model runs for the first time: from the module itself, else from the one with weights that ran
    last before its output came."""

    def __init__(self, model: nn.Module, said: int | Mapping[str, int] | None) -> None:
        self._said = said
        self._last: tuple[Weighted, tuple[int, ...], int | None] | None = None
        self._hooks = [
            module.register_forward_hook(self._ran) for module in model.modules() if weighted(module) is not None
        ]

    def remove(self) -> None:
        """Takes the hooks away."""
        for hook in self._hooks:
            hook.remove()

    def find(self, path: str, name: str, module: nn.Module, shape: Sequence[int]) -> int:
        """The axis, 1 or more. Raises RecordingError where there are several that it may be."""
        rank = len(shape)
        said = self._of_people(path, name)
        if said is not None:
            axis = said + rank if said < 0 else said
            if 1 <= axis < rank:
                return axis
            raise RecordingError(
                f"unit_axis is {said} for {name}, which is {tuple(shape)}.", "Give one behind the first."
            )
        if rank == 2:
            return 1
        own = weighted(module)
        found = None if own is None else _fitting(own, shape)
        if found is None and self._last is not None:
            before, its_shape, its_axis = self._last
            found = its_axis if its_shape == tuple(shape) else _fitting(before, shape)
            if found is None and (before.first or rank == 3) and before.units not in shape[1:]:
                # Joined or split channels, as in a dense or an inception block: they lie as those before.
                found = 1 if before.first else rank - 1
        elif found is None and self._last is None:
            found = rank - 1 if rank == 3 else 1
        if found is None:
            raise RecordingError(
                f"It is not plain which axis of {name}, {tuple(shape)}, tells units apart.",
                f"Say so: `unit_axis={{{name!r}: 1}}`, or -1 for the last.",
            )
        return found

    def _of_people(self, path: str, name: str) -> int | None:
        if self._said is None or isinstance(self._said, int):
            return self._said
        exact = self._said.get(path, self._said.get(name))
        if exact is not None:
            return exact
        return next((axis for key, axis in self._said.items() if meets(path, key)), None)

    def _ran(self, module: nn.Module, _inputs: Any, output: Any) -> None:
        found, tensor = weighted(module), first_tensor(output)
        if found is not None and tensor is not None and tensor.ndim > 1:
            self._last = (found, tuple(tensor.shape), _fitting(found, tuple(tensor.shape)))


def _fitting(weights: Weighted, shape: Sequence[int]) -> int | None:
    """The axis that has as many entries as there are units; None where none or several may be meant."""
    rank = len(shape)
    usual = 1 if weights.first else rank - 1
    fitting = [axis for axis in range(1, rank) if shape[axis] == weights.units]
    if usual in fitting and (len(fitting) == 1 or weights.first or rank <= 3):
        return usual
    return fitting[0] if len(fitting) == 1 else None


def first_tensor(output: Any) -> torch.Tensor | None:
    """The tensor that a module puts out: itself, or the first one in its tuple, list or dictionary, however deep."""
    torch = require("torch", "record()")
    if isinstance(output, torch.Tensor):
        return output
    if isinstance(output, Mapping):
        output = list(output.values())
    parts = output if isinstance(output, (tuple, list)) else []
    return next((found for found in map(first_tensor, parts) if found is not None), None)
