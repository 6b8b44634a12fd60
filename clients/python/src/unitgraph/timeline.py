"""Checkpoints of one training run, against one reference: when did this match appear?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .comparison import Comparison
from .documents import LAYERS, MATCH_OF_UNIT, MATCHES, NETWORKS
from .errors import NotFound, Unavailable
from .frames import frame
from .names import layer_id, network_id
from .optional import require

if TYPE_CHECKING:
    from pandas import DataFrame

    from .client import Client


@dataclass(frozen=True)
class Timeline:
    """What `Client.timeline` gives."""

    run: str
    #: Slug of the network whose units are looked for in the checkpoints.
    reference: str
    #: Slugs of the checkpoints, by step.
    checkpoints: Mapping[int, str]
    #: Layers that the reference and every checkpoint have, in the order of depth.
    layers: tuple[str, ...]
    _client: Client = field(repr=False)
    _on: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, client: Client, run: str, reference: str, on: Mapping[str, Any]) -> Timeline:
        """Raises NotFound where there is no such run or network, or no layer that all have."""
        found = client.pages(NETWORKS, {"run": run}, lambda data: dict(data["networks"]))
        checkpoints = {int(network["step"]): str(network["slug"]) for network in found}
        if not checkpoints:
            raise NotFound(
                f"No network is a checkpoint of {run}.", "Record some: `record(..., name=run, checkpoint=step)`."
            )
        slug = network_id(reference).removeprefix("network:")
        common = _layers_of(client, slug)
        for checkpoint in checkpoints.values():
            own = set(_layers_of(client, checkpoint))
            common = [layer for layer in common if layer in own]
        if not common:
            raise NotFound(f"{slug} and all checkpoints of {run} have no layer of one name.", "Record the same layers.")
        return cls(run, slug, checkpoints, tuple(common), client, on)

    def scores(self, by: str = "assignment_mean", *, baseline: str | None = None) -> DataFrame:
        """How alike each layer of each checkpoint is to that of the reference, which is the left side: steps x layers, by one
        of the measures of `SimilarityMeasure`; by default the mean correlation of the one-to-one matching, -1 to 1, higher is
        more alike. NaN where a layer has no unit that varies.

        With `baseline="permutation"` or `"rotation"`, columns have a second level: `value`, and `baseline`, the mean of what
        the same gives when one side is made unrelated.
        """
        pandas = require("pandas", "A table")
        rows: dict[int, dict[Any, float]] = {}
        for step in self.checkpoints:
            row = rows[step] = {}
            for layer in self.layers:
                value, unrelated = self._score(layer, step, by, baseline)
                if baseline is None:
                    row[layer] = value
                else:
                    row[(layer, "value")], row[(layer, "baseline")] = value, unrelated
        scores: DataFrame = pandas.DataFrame.from_dict(rows, orient="index")
        if baseline is not None:
            scores.columns = pandas.MultiIndex.from_tuples(scores.columns)
        return scores.rename_axis(index="step")

    def unit(self, layer: str, index: int, *, by: str = "pearson", baseline: str = "permutation") -> DataFrame:
        """The best partner of one unit of the reference in each checkpoint, by step: `partner` (index of the unit there),
        `value`, `mutual` (each is the other's best), and `chance`, the 95th percentile of what the same unit gets when one side
        is made unrelated. NA where it has no partner."""
        rows: list[dict[str, Any]] = []
        for step, checkpoint in self.checkpoints.items():
            self._check(layer)
            unit = layer_id(f"{self.reference}/{layer}").replace("layer:", "unit:", 1) + f"/{index}"
            asked = {"unit": unit, "in": layer_id(f"{checkpoint}/{layer}"), "by": by.upper(), "kind": baseline.upper()}
            node = self._client.query(MATCH_OF_UNIT, {**asked, **self._on})["node"]
            if node is None:
                raise NotFound(f"{self.reference} has no unit {layer}/{index}.", "`units(layer)` lists them, from 0.")
            match = self._client.value(node["match"])
            row: dict[str, Any] = {"step": step, "partner": None, "value": None, "mutual": False, "chance": None}
            if match["__typename"] == "Match":
                chance = self._client.value(match["baseline"])["percentile95"]
                row.update(
                    partner=match["target"]["index"], value=match["value"], mutual=match["mutual"], chance=chance
                )
            rows.append(row)
        found = frame(rows, ["step", "partner", "value", "mutual", "chance"], index="step")
        return found.astype({"partner": "Int64", "value": "float64", "mutual": "bool", "chance": "float64"})

    def appeared(self, layer: str, *, threshold: float = 0.5, by: str = "pearson") -> DataFrame:
        """When the match of each unit of the reference appeared, by unit: `step`, the first from which on its best partner
        reaches the threshold at every checkpoint (NA where it does not at the last), and `value`, that at the last."""
        steps = sorted(self.checkpoints)
        values: dict[int, dict[int, float]] = {}
        for step in steps:
            for match in self.comparison(layer, step).pages(MATCHES, rule="GREEDY", by=by.upper()):
                values.setdefault(match["source"]["index"], {})[step] = match["value"]
        rows = []
        for unit, at in sorted(values.items()):
            first = None
            for step in reversed(steps):
                if at.get(step, -math.inf) < threshold:
                    break
                first = step
            rows.append({"unit": unit, "step": first, "value": at.get(steps[-1])})
        return frame(rows, ["unit", "step", "value"], index="unit").astype({"step": "Int64", "value": "float64"})

    def comparison(self, layer: str, step: int) -> Comparison:
        """The layer of the reference against that of the checkpoint."""
        self._check(layer)
        if step not in self.checkpoints:
            raise NotFound(f"{self.run} has no checkpoint of step {step}.", f"It has {sorted(self.checkpoints)}.")
        left, right = (layer_id(f"{network}/{layer}") for network in (self.reference, self.checkpoints[step]))
        return Comparison.of(self._client, left, right, self._on)

    def _score(self, layer: str, step: int, by: str, baseline: str | None) -> tuple[float, float]:
        try:
            found = self.comparison(layer, step).similarity(by, baseline=baseline)
        except Unavailable:
            # Where there is a value, it is the measure that has no such baseline: that is to be said.
            if baseline is not None and not math.isnan(self._score(layer, step, by, None)[0]):
                raise
            return math.nan, math.nan
        return found.value, math.nan if found.baseline is None else found.baseline.mean

    def _check(self, layer: str) -> None:
        if layer not in self.layers:
            raise NotFound(
                f"{layer} is no layer that {self.reference} and all checkpoints of {self.run} have.",
                f"There are {', '.join(self.layers)}.",
            )


def _layers_of(client: Client, network: str) -> list[str]:
    def layers(data: dict[str, Any]) -> dict[str, Any]:
        if not data["node"]:
            raise NotFound(f"The server has no network {network}.", "`networks()` lists those that it has.")
        return dict(data["node"]["layers"])

    return [str(layer["name"]) for layer in client.pages(LAYERS, {"id": network_id(network)}, layers)]
