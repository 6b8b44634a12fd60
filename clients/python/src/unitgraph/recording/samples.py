"""From what a module puts out to what is written: stimuli first, positions reduced, every value finite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ..errors import NotFinite, RecordingError
from ..optional import require
from ..reduction import Reduction, Sampled, kind_of
from .sampled import sampled_positions
from .unit_axes import first_tensor

if TYPE_CHECKING:
    import numpy.typing as npt
    import torch

Dtype = Literal["float16", "float32"]


def stimuli_first(
    output: Any, name: str, count: int, *, time_first: bool, before: int | None
) -> tuple[torch.Tensor, int]:
    """The tensor of an output, stimuli on its first axis, two axes at least; and on which axis they were: `before` is the one
    of earlier batches.

    `time_first`: some module of the model puts tokens before stimuli, as `nn.Transformer` does without `batch_first`.
    """
    tensor = first_tensor(output)
    if tensor is None:
        raise RecordingError(f"{name} puts out no tensor.", "Name a module inside it, or the one around it.")
    tensor = tensor.detach()
    if (
        tensor.layout is not require("torch", "record()").strided
        or tensor.is_complex()
        or getattr(tensor, "is_nested", False)
    ):
        raise RecordingError(f"{name} puts out a tensor that is sparse, nested or complex.", "Leave that layer out.")
    shape = tuple(tensor.shape)
    here = [axis for axis in (0, 1) if tensor.ndim > axis and shape[axis] == count]
    if time_first and tensor.ndim == 3 and here == [0, 1] and before is not None:
        here = [before]
    if time_first and tensor.ndim == 3 and here == [0, 1]:
        raise RecordingError(
            f"{name} is {shape}: its stimuli may be on the first axis or on the second.",
            "Let the loader give another number of stimuli at a time.",
        )
    if time_first and tensor.ndim == 3 and here == [1]:
        return tensor.transpose(0, 1), 1
    if 0 not in here:
        raise RecordingError(
            f"{name} is {shape} for {count} stimuli: its first axis is not theirs.",
            "Leave that layer out, or record the module around it.",
        )
    return tensor.unsqueeze(1) if tensor.ndim == 1 else tensor, 0


def reduce(tensor: torch.Tensor, axis: int, reduction: Reduction, name: str, first: int) -> torch.Tensor:
    """Float32 samples: as they are, or stimuli x units, or stimuli x units x positions that were drawn.

    `first` is the number of the first stimulus in the probe set: it seeds the drawing.
    """
    torch = require("torch", "record()")
    values = tensor.to(torch.float32)
    kind = kind_of(reduction)
    if values.ndim == 2 or kind == "ALL_POSITIONS":
        return values
    values = values.movedim(axis, 1).flatten(2)
    if kind == "MEAN":
        return values.mean(2)
    if kind == "MAX":
        return values.amax(2)
    assert isinstance(reduction, Sampled)
    stimuli, units, positions = values.shape
    if reduction.positions > positions:
        raise RecordingError(
            f"{name} has {positions} positions, and {reduction.positions} of them are to be drawn.",
            'Draw fewer, or record such layers apart, with `reduction="mean"`.',
        )
    drawn = torch.from_numpy(sampled_positions(reduction.seed, first, stimuli, reduction.positions, positions))
    return values.gather(2, drawn.to(values.device)[:, None, :].expand(-1, units, -1))


def written(
    values: torch.Tensor, source: torch.Tensor, dtype: Dtype, *, name: str, unit_axis: int, first: int
) -> npt.NDArray[Any]:
    """The values as they are written, apart from the model's memory, which the next module may write over.

    Raises NotFinite that names layer, unit and stimulus.
    """
    torch = require("torch", "record()")
    cast = values.to(torch.float16 if dtype == "float16" else torch.float32)
    if not bool(torch.isfinite(cast).all()):
        place = torch.nonzero(~torch.isfinite(cast))[0].tolist()
        value = float(values[tuple(place)])
        stimulus, unit = first + place[0], place[unit_axis]
        too_large = bool(np.isfinite(value))
        raise NotFinite(
            f"Unit {unit} of {name} is {value:g} on stimulus {stimulus}{', more than float16 holds' if too_large else ''}.",
            'Record with `dtype="float32"`.' if too_large else "Leave that stimulus or layer out, or mend the model.",
            layer=name,
            unit=unit,
            stimulus=stimulus,
        )
    if cast.data_ptr() == source.data_ptr():
        cast = cast.clone()
    array: npt.NDArray[Any] = cast.cpu().numpy()
    return array
