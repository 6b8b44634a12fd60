"""Shows a model the stimuli of a loader, batch by batch, but for those whose shards are written already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import OtherStimuli
from ..progress import Progress
from ..reduction import Reduction
from .batches import Batch, feed, read_batch
from .digest import StimulusDigest
from .hooked_layers import HookedLayers
from .quiet import quiet
from .samples import Dtype
from .spool import Spool

if TYPE_CHECKING:
    import numpy.typing as npt
    import torch
    from torch import nn


@dataclass(frozen=True)
class Shown:
    """What a loader gave."""

    digest: str
    count: int
    #: The class of each stimulus; None where not every batch had them.
    labels: list[int] | None


class Passes:
    """One run over a loader into a spool."""

    def __init__(
        self,
        model: nn.Module,
        chosen: Mapping[str, str],
        spool: Spool,
        *,
        reduction: Reduction,
        dtype: Dtype,
        unit_axis: int | Mapping[str, int] | None,
        lenient: bool,
        forward: Callable[[nn.Module, Any], Any] | None,
    ) -> None:
        self._model, self._spool, self._forward = model, spool, forward
        self._chosen, self._reduction, self._dtype = chosen, reduction, dtype
        self._unit_axis, self._lenient = unit_axis, lenient

    def run(self, loader: Iterable[Any], *, expected: int | None, most: int | None, bar: Progress) -> Shown:
        """All stimuli, once. Raises OtherStimuli where they are not those whose shards are written, or more than `most`."""
        spool = self._spool
        before, digest_before = spool.done, spool.digest
        digest, are_labelled = StimulusDigest(), True
        labels: list[int] = []
        with quiet(self._model) as device:
            hooked = HookedLayers(
                self._model,
                self._chosen,
                reduction=self._reduction,
                dtype=self._dtype,
                unit_axis=self._unit_axis,
                lenient=self._lenient,
            )
            try:
                for number, given in enumerate(loader):
                    batch = read_batch(given, number)
                    first, end = digest.count, digest.count + len(batch)
                    if most is not None and end > most:
                        raise OtherStimuli(
                            f"The loader gives more than the {most} stimuli of the probe set.",
                            "Give the loader that has just them, in their order.",
                        )
                    values = self._values(hooked, batch, first, device, expected) if end > before else {}
                    at = first
                    while at < end:
                        to = min(end, before if at < before else at + spool.room)
                        digest.add(batch.stimuli[at - first : to - first])
                        if at >= before:
                            rows = {name: array[at - first : to - first] for name, array in values.items()}
                            spool.add(rows, digest.hexdigest())
                        elif to == before and digest.hexdigest() != digest_before:
                            raise self._others(before)
                        at = to
                    are_labelled = are_labelled and batch.labels is not None
                    labels.extend(batch.labels or [])
                    bar.move(len(batch))
            finally:
                hooked.remove()
        if digest.count < before:
            raise self._others(before)
        if digest.count == 0:
            raise OtherStimuli(
                "The loader gives no stimuli.", "Give one that has some; a generator gives its own only once."
            )
        if spool.is_complete and digest.count > before:
            raise self._others(before)
        spool.finish(digest.hexdigest())
        return Shown(digest.hexdigest(), digest.count, labels if are_labelled else None)

    def _values(
        self, hooked: HookedLayers, batch: Batch, first: int, device: torch.device, expected: int | None
    ) -> dict[str, npt.NDArray[Any]]:
        if self._spool.is_complete:
            raise self._others(self._spool.done)
        is_first = not hooked.facts
        hooked.begin(first, len(batch))
        feed(self._model, batch, device, self._forward)
        values = hooked.take()
        if is_first:
            self._spool.open(list(hooked.facts.values()), hooked.skipped, expected)
        return values

    def _others(self, before: int) -> OtherStimuli:
        return OtherStimuli(
            f"The stimuli are not the {before} that were recorded into {self._spool.folder} before: others, or in another order.",
            "Give a loader without shuffling and random changes of images; or remove that folder to begin anew.",
        )
