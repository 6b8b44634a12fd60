"""How alike two layers are as wholes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SimilarityBaseline:
    """What the same measure gives when one side is made unrelated."""

    #: Mean over the repeats.
    mean: float
    #: Only 5 % of the repeats are more alike than this.
    best_5_percent: float
    #: (1 + repeats that are as alike or more) / (repeats + 1): lower is less likely to be chance.
    p_value: float
    repeats: int


@dataclass(frozen=True)
class Similarity:
    """A similarity; `float()` gives its value."""

    measure: str
    value: float
    #: The lowest and the highest value that there can be.
    range: tuple[float, float]
    #: False for a distance, of which 0 is alike.
    higher_is_more_alike: bool
    #: Whether it is the same with the sides exchanged.
    symmetric: bool
    samples: int
    #: What to bear in mind, one sentence each.
    caveats: tuple[str, ...]
    baseline: SimilarityBaseline | None

    def __float__(self) -> float:
        return self.value

    @classmethod
    def of(cls, measure: str, found: Mapping[str, Any], baseline: Mapping[str, Any] | None) -> Similarity:
        """From what the graph answers."""
        low, high = found["range"]
        return cls(
            measure=measure,
            value=float(found["value"]),
            range=(float(low), float(high)),
            higher_is_more_alike=found["direction"] == "HIGHER_IS_MORE_ALIKE",
            symmetric=bool(found["symmetric"]),
            samples=int(found["samples"]),
            caveats=tuple(found["caveats"]),
            baseline=None
            if baseline is None
            else SimilarityBaseline(
                float(baseline["mean"]),
                float(baseline["best5Percent"]),
                float(baseline["pValue"]),
                int(baseline["repeats"]),
            ),
        )
