"""Hooks that keep what chosen modules put out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..errors import NoSuchLayer, NotFinite, RecordingError
from ..optional import require
from ..reduction import Reduction, kind_of
from .samples import Dtype, reduce, stimuli_first, written
from .unit_axes import UnitAxes

if TYPE_CHECKING:
    import numpy.typing as npt
    from torch import nn


@dataclass(frozen=True)
class LayerFacts:
    """A layer as it is written."""

    name: str
    #: As `LayerKind` of the graph.
    kind: str
    #: Extents of one stimulus.
    shape: tuple[int, ...]
    #: Which axis is the units', that of the stimuli counted as 0.
    unit_axis: int
    #: Whether positions were reduced.
    reduced: bool

    @property
    def units(self) -> int:
        """How many units it has."""
        return self.shape[self.unit_axis - 1]

    @property
    def positions(self) -> tuple[int, ...]:
        """Extents of its positions, as they are written."""
        return tuple(extent for axis, extent in enumerate(self.shape, 1) if axis != self.unit_axis)

    def as_json(self) -> dict[str, Any]:
        """For the journal of a recording."""
        return {**asdict(self), "shape": list(self.shape)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> LayerFacts:
        """From the journal."""
        return cls(**{**said, "shape": tuple(said["shape"])})


class HookedLayers:
    """The layers of a model that are recorded, by hooks on their modules; `remove` takes them away.

    A module that runs several times in a pass gives as many layers: `relu`, `relu_1`, `relu_2`, numbered as in torchvision.
    Where `lenient`, what does not fit is passed over and said in `skipped`; else it is an error.
    """

    def __init__(
        self,
        model: nn.Module,
        chosen: Mapping[str, str],
        *,
        reduction: Reduction,
        dtype: Dtype,
        unit_axis: int | Mapping[str, int] | None,
        lenient: bool,
    ) -> None:
        #: In the order in which they ran, known after the first pass.
        self.facts: dict[str, LayerFacts] = {}
        self.skipped: dict[str, str] = {}
        self._reduction, self._dtype, self._lenient = reduction, dtype, lenient
        self._chosen = dict(chosen)
        #: Where stimuli and units are in what the module puts out.
        self._stimulus_axes: dict[str, int] = {}
        self._unit_axes: dict[str, int] = {}
        self._settled = False
        self._first = self._count = 0
        self._calls: dict[str, int] = {}
        self._values: dict[str, npt.NDArray[Any]] = {}
        modules = dict(model.named_modules(remove_duplicate=False))
        self._time_first = any(getattr(module, "batch_first", True) is False for module in modules.values())
        self._axes = UnitAxes(model, unit_axis)
        self._hooks = [modules[path].register_forward_hook(self._hook(path, name)) for path, name in chosen.items()]

    def remove(self) -> None:
        """Takes all hooks away."""
        self._axes.remove()
        for hook in self._hooks:
            hook.remove()

    def begin(self, first: int, count: int) -> None:
        """The next pass is of so many stimuli, from this one on."""
        self._first, self._count = first, count
        self._calls, self._values = {}, {}

    def take(self) -> dict[str, npt.NDArray[Any]]:
        """What the layers did in the pass, stimuli first. Raises RecordingError where they ran otherwise than in the first."""
        if not self._settled:
            self._settle()
        missing = next((name for name in self.facts if name not in self._values), None)
        if missing is not None:
            raise RecordingError(
                f"{missing} did not run for the stimuli from {self._first} on, as it did before.",
                "Record modules that run as often for all stimuli.",
            )
        values, self._values = self._values, {}
        return values

    def _settle(self) -> None:
        self._settled = True
        self._axes.remove()
        for path, name in self._chosen.items():
            if name in self._calls:
                continue
            reason = f"The module {path} did not run when the model was shown stimuli."
            if not self._lenient:
                raise NoSuchLayer(reason, "Name one that runs: its parent may compute without calling it.")
            self.skipped[name] = reason
        if not self.facts:
            raise RecordingError(
                " ".join(["No layer of the model can be recorded.", *self.skipped.values()]),
                "Name modules: `layers=[...]`.",
            )

    def _hook(self, path: str, name: str) -> Any:
        return lambda module, _inputs, output: self._keep(path, name, module, output)

    def _keep(self, path: str, name: str, module: nn.Module, output: Any) -> None:
        call = self._calls[name] = self._calls.get(name, -1) + 1
        layer = f"{name}_{call}" if call else name
        if layer in self.skipped:
            return
        if call and layer in self._chosen.values():
            raise RecordingError(
                f"{path} runs several times, and {layer}, its name then, is another layer's.",
                "Give it a name: `layers={path: name}`.",
            )
        try:
            self._values[layer] = self._of_pass(path, layer, module, output)
        except NotFinite:
            raise
        except RecordingError as error:
            if self._settled or not self._lenient:
                raise
            self.skipped[layer] = error.message

    def _of_pass(self, path: str, layer: str, module: nn.Module, output: Any) -> npt.NDArray[Any]:
        tensor, self._stimulus_axes[layer] = stimuli_first(
            output, layer, self._count, time_first=self._time_first, before=self._stimulus_axes.get(layer)
        )
        if layer not in self._unit_axes:
            if self._settled:
                raise RecordingError(
                    f"{path} ran more often than before.", "Record modules that run as often for all stimuli."
                )
            self._unit_axes[layer] = self._axes.find(path, layer, module, tuple(tensor.shape))
        axis = self._unit_axes[layer]
        values = reduce(tensor, axis, self._reduction, layer, self._first)
        reduced = tensor.ndim > 2 and kind_of(self._reduction) != "ALL_POSITIONS"
        facts = LayerFacts(layer, kind_of_module(module), tuple(values.shape[1:]), 1 if reduced else axis, reduced)
        before = self.facts.get(layer, facts)
        if facts != before:
            raise RecordingError(
                f"{layer} is {facts.shape} for the stimuli from {self._first} on, and {before.shape} for those before.",
                'Bring stimuli to one size, or record without positions: `reduction="mean"`.',
            )
        array = written(values, tensor, self._dtype, name=layer, unit_axis=facts.unit_axis, first=self._first)
        self.facts[layer] = facts
        return array


def kind_of_module(module: nn.Module) -> str:
    """What makes the layer, as `LayerKind` of the graph; OTHER for blocks and all else."""
    nn = require("torch", "record()").nn
    if isinstance(module, nn.modules.conv._ConvNd):
        return "CONVOLUTION"
    if isinstance(module, nn.Linear) or type(module).__name__ == "Conv1D":
        return "DENSE"
    if isinstance(module, nn.Embedding):
        return "EMBEDDING"
    if isinstance(module, (nn.modules.batchnorm._NormBase, nn.LayerNorm, nn.GroupNorm)):
        return "NORMALIZATION"
    return "POOLING" if type(module).__module__ == "torch.nn.modules.pooling" else "OTHER"
