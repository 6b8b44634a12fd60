"""What a loader gives: the stimuli of a batch, their labels, and how they go into a model."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import RecordingError, ShuffledLoader
from ..optional import require

if TYPE_CHECKING:
    import torch
    from torch import nn

#: Names under which batches of dictionaries have what is shown to a model, and the labels.
STIMULI = ("input_ids", "pixel_values", "input_values", "input_features", "inputs_embeds", "image", "images", "x")
LABELS = ("labels", "label", "targets", "target", "y")


@dataclass(frozen=True)
class Batch:
    """Some stimuli, in their order."""

    stimuli: torch.Tensor
    #: Whole numbers from 0, one a stimulus; None where the loader gives none.
    labels: list[int] | None
    #: All that the loader gave.
    given: Any

    def __len__(self) -> int:
        return int(self.stimuli.shape[0])


def read_batch(given: Any, number: int) -> Batch:
    """A batch: a tensor, a tuple or list whose first entry is one, or a dictionary.

    Raises RecordingError that says what came in its place.
    """
    torch = require("torch", "record()")
    stimuli, labels = given, None
    if isinstance(given, (tuple, list)) and given:
        stimuli, labels = given[0], given[1] if len(given) > 1 else None
    if isinstance(stimuli, Mapping):
        named = stimuli
        labels = next((named[name] for name in LABELS if name in named), labels)
        usual = next((named[name] for name in STIMULI if name in named), None)
        stimuli = usual if usual is not None else next((named[name] for name in named if name not in LABELS), None)
    if isinstance(stimuli, np.ndarray):
        stimuli = torch.from_numpy(stimuli)
    if not isinstance(stimuli, torch.Tensor) or stimuli.ndim == 0:
        raise RecordingError(
            f"Batch {number} of the loader is {_kind(given)}, in which there is no tensor of stimuli.",
            "Let the loader give tensors, tuples that begin with one, or dictionaries of them.",
        )
    if stimuli.shape[0] == 0:
        raise RecordingError(f"Batch {number} of the loader is empty.", "Let it give one stimulus at least.")
    return Batch(stimuli, _labels(labels, int(stimuli.shape[0])), given)


def feed(model: nn.Module, batch: Batch, device: torch.device, forward: Callable[[nn.Module, Any], Any] | None) -> None:
    """Shows a batch to a model: a dictionary by names, anything else by its first entry. It gets a copy: models may write over
    what they are given, and the stimuli are those that the loader gave."""
    given = _to(batch.given, device)
    if forward is not None:
        forward(model, given)
        return
    first = given[0] if isinstance(given, (tuple, list)) else given
    if isinstance(first, Mapping):
        taken = inspect.signature(model.forward).parameters
        anything = any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in taken.values())
        model(**{name: value for name, value in first.items() if name not in LABELS and (anything or name in taken)})
    else:
        model(first)


def count_of(loader: Iterable[Any]) -> int | None:
    """How many stimuli a loader says that it has; None where it does not."""
    try:
        count = len(loader.dataset)  # type: ignore[attr-defined]
        batch_size = getattr(loader, "batch_size", None)
        return int(count) - (int(count) % batch_size if getattr(loader, "drop_last", False) and batch_size else 0)
    except (AttributeError, TypeError, NotImplementedError):
        return None


def classes_of(loader: Iterable[Any]) -> list[str] | None:
    """Names of classes, as data sets of torchvision have them."""
    dataset = getattr(loader, "dataset", None)
    for _ in range(8):
        classes = getattr(dataset, "classes", None)
        if isinstance(classes, (list, tuple)) and classes and all(isinstance(each, str) for each in classes):
            return list(classes)
        dataset = getattr(dataset, "dataset", None)
    return None


def refuse_shuffled(loader: Iterable[Any]) -> None:
    """Raises ShuffledLoader where a sampler of torch draws the order anew each time."""
    data = require("torch.utils.data", "record()")
    batches = getattr(loader, "batch_sampler", None)
    for sampler in (getattr(loader, "sampler", None), getattr(batches, "sampler", None)):
        drawn = isinstance(sampler, (data.RandomSampler, data.SubsetRandomSampler, data.WeightedRandomSampler))
        if drawn or getattr(sampler, "shuffle", False) is True:
            raise ShuffledLoader(
                f"The loader shuffles its stimuli ({type(sampler).__name__}), and networks are compared stimulus by stimulus.",
                "Make it with `shuffle=False`; a fixed choice of stimuli is a `torch.utils.data.Subset`.",
            )


def _labels(labels: Any, count: int) -> list[int] | None:
    values = np.asarray(labels.detach().cpu() if hasattr(labels, "detach") else labels) if labels is not None else None
    if values is None or values.ndim != 1 or len(values) != count or values.dtype.kind not in "iu" or values.min() < 0:
        return None
    return [int(value) for value in values]


def _to(given: Any, device: torch.device) -> Any:
    torch = require("torch", "record()")
    if isinstance(given, np.ndarray):
        given = torch.from_numpy(given)
    if isinstance(given, torch.Tensor):
        return given.to(device, copy=True)
    if isinstance(given, Mapping):
        return {name: _to(value, device) for name, value in given.items()}
    if isinstance(given, (tuple, list)):
        return [_to(value, device) for value in given]
    return given


def _kind(given: Any) -> str:
    if isinstance(given, Mapping):
        return f"a dictionary of {', '.join(map(str, list(given)[:8])) or 'nothing'}"
    if isinstance(given, (tuple, list)):
        return f"a {type(given).__name__} that begins with {_kind(given[0]) if given else 'nothing'}"
    return f"a {type(given).__name__}"
