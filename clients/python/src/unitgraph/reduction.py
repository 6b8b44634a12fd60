"""How samples are made out of positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ReductionKind = Literal["ALL_POSITIONS", "MEAN", "MAX", "SAMPLED"]


@dataclass(frozen=True)
class Sampled:
    """Some positions of each stimulus, drawn by the server's own rule: the same ones in every layer of that size.

    Layers pair up only with layers of the same `positions` and `seed`.
    """

    positions: int
    seed: int = 0

    def __post_init__(self) -> None:
        if self.positions < 1 or self.seed < 0:
            raise ValueError(f"{self}: positions must be 1 or more, the seed 0 or more.")


#: `"all"`, `"mean"` or `"max"` (in whatever case; `"all_positions"` is `"all"`), or `Sampled`.
Reduction = str | Sampled


def kind_of(reduction: Reduction) -> ReductionKind:
    """The rule as the graph calls it. Raises ValueError for a word that is none."""
    if isinstance(reduction, Sampled):
        return "SAMPLED"
    word = reduction.upper()
    if word in ("ALL", "ALL_POSITIONS"):
        return "ALL_POSITIONS"
    if word == "MEAN":
        return "MEAN"
    if word == "MAX":
        return "MAX"
    raise ValueError(f"The reduction is {reduction!r}: give 'all', 'mean', 'max' or Sampled(positions, seed).")


def as_input(reduction: Reduction | None) -> dict[str, Any] | None:
    """`ReductionInput` of the graph, and `reduction` of a manifest; None where none was said."""
    if reduction is None:
        return None
    if isinstance(reduction, Sampled):
        return {"kind": "SAMPLED", "positions": reduction.positions, "seed": reduction.seed}
    return {"kind": kind_of(reduction)}
