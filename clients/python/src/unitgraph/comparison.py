"""Two layers, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .documents import FACTS, MATCHES, MATRIX, SIMILARITY, SIMILARITY_WITH_BASELINE
from .frames import frame
from .names import in_address
from .similarity import Similarity

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas

    from .client import Client


@dataclass(frozen=True)
class Comparison:
    """What `Client.compare` gives. Values are computed by the server when they are first asked for, and kept there."""

    #: Ids of the layers, as `layer:alexnet-1/conv3`.
    left: str
    right: str
    #: Slug of the probe set that both were recorded on.
    probe_set: str
    #: Values that each unit has: stimuli times positions.
    samples: int
    #: The comparison's own id in the graph.
    id: str
    _client: Client = field(repr=False)
    _arguments: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, client: Client, left: str, right: str, on: Mapping[str, Any]) -> Comparison:
        """Raises NotFound where a layer is not there, Incomparable where they cannot be compared."""
        arguments = {"left": left, "right": right, **on}
        facts = client.value(client.query(FACTS, arguments)["compare"])
        return cls(left, right, facts["probeSet"]["slug"], int(facts["samples"]), facts["id"], client, arguments)

    @property
    def page(self) -> str:
        """The address of its Compare page. Samples drawn otherwise than that page draws them are compared as they came in."""
        reduction = (self._arguments.get("reduction") or {}).get("kind")
        parts = {"left": self.left, "right": self.right, "probeSet": self._arguments.get("probeSet")}
        if reduction in ("MEAN", "MAX"):
            parts["reduction"] = reduction
        return f"{self._client.url}compare?" + "&".join(
            f"{name}={in_address(value)}" for name, value in parts.items() if value is not None
        )

    def matches(self, rule: str = "assignment", *, by: str = "pearson") -> pandas.DataFrame:
        """Partners of the left units in the right layer, by falling value: `left`, `right` (indices of units), `value`,
        `mutual` (each is the other's best). Dead units have none.

        `rule` is `"assignment"` (one to one, highest total), `"greedy"` (each left unit's best) or `"mutual"`. `by` is
        `"pearson"`, `"spearman"` (-1 to 1) or `"mutual_information"` (nats); higher is more alike.
        """
        rows = [
            {**match, "left": match["source"]["index"], "right": match["target"]["index"]}
            for match in self.pages(MATCHES, rule=rule.upper(), by=by.upper())
        ]
        return frame(rows, ["left", "right", "value", "mutual"])

    def matrix(self, by: str = "pearson") -> npt.NDArray[np.float32]:
        """All values between the layers: float32, left units x right units, NaN where a unit is dead."""
        return self._client.array(self.ask(MATRIX, "matrix", by=by.upper())["npy"])

    def similarity(
        self, by: str = "cka_linear", *, baseline: str | None = None, repeats: int = 19, seed: int = 0
    ) -> Similarity:
        """How alike the layers are as wholes, by one of the measures of `SimilarityMeasure`, such as `"cka_debiased"`,
        `"svcca"`, `"rsa"`, `"assignment_mean"`; with `baseline="permutation"` or `"rotation"`, beside what the same gives when
        one side is made unrelated.

        Raises Unavailable where the measure has no such baseline, or the layers no such similarity.
        """
        if baseline is None:
            return Similarity.of(by.upper(), self.ask(SIMILARITY, "similarity", by=by.upper()), None)
        drawn = {"kind": baseline.upper(), "repeats": repeats, "seed": seed}
        found = self.ask(SIMILARITY_WITH_BASELINE, "similarity", by=by.upper(), **drawn)
        return Similarity.of(by.upper(), found, self._client.value(found["baseline"]))

    def ask(self, document: str, name: str, **arguments: object) -> dict[str, Any]:
        """The value of one field of the comparison."""
        data = self._client.query(document, {**self._arguments, **arguments})
        return self._client.value(self._client.value(data["compare"])[name])

    def pages(self, document: str, **arguments: object) -> list[dict[str, Any]]:
        """All matches of a document that takes `$after`."""
        value, asked = self._client.value, {**self._arguments, **arguments}
        return list(
            self._client.pages(document, asked, lambda data: value(value(data["compare"])["matching"])["matches"])
        )
