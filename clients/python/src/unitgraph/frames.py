"""Tables, by pandas, which is imported when the first one is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .optional import require

if TYPE_CHECKING:
    import pandas


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, index: str | None = None) -> pandas.DataFrame:
    """One row a mapping, columns in their order, one of them as the index.

    Raises MissingPackage where pandas is not installed.
    """
    made: pandas.DataFrame = require("pandas", "A table").DataFrame(list(rows), columns=list(columns))
    return made if index is None else made.set_index(index)
