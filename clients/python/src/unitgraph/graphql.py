"""What a query still waits for. A field whose value is not there answers with a `Computation`; this finds those."""

from __future__ import annotations

import re
from typing import Any

_TOKENS = re.compile(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|\.\.\.|[{}()]')


def with_type_names(query: str) -> str:
    """The query with `__typename` in every selection that has fragments: only there can a Computation stand for a value."""
    depth = 0
    selections: list[tuple[int, bool]] = []
    places: list[int] = []
    for token in _TOKENS.finditer(query):
        text = token.group()
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
        elif depth > 0:  # Braces of arguments are objects.
            continue
        elif text == "{":
            selections.append((token.end(), False))
        elif text == "..." and selections:
            selections[-1] = (selections[-1][0], True)
        elif text == "}" and selections:
            place, has_fragments = selections.pop()
            if has_fragments:
                places.append(place)
    for place in sorted(places, reverse=True):
        query = f"{query[:place]} __typename{query[place:]}"
    return query


def without_type_names(value: Any) -> Any:
    """The answer as it would have been without them."""
    if isinstance(value, dict):
        return {name: without_type_names(part) for name, part in value.items() if name != "__typename"}
    if isinstance(value, list):
        return [without_type_names(part) for part in value]
    return value


def pending_in(value: Any, path: str = "") -> list[str]:
    """Paths of the values that are still computed: computations in their place, and grids with cells that are missing."""
    if isinstance(value, list):
        return [place for index, part in enumerate(value) for place in pending_in(part, f"{path}[{index}]")]
    if not isinstance(value, dict):
        return []
    if value.get("__typename") == "Computation" and value.get("state") not in ("DONE", "FAILED", "CANCELLED"):
        return [path]
    pending = value.get("pending")
    if isinstance(pending, int) and pending > 0:
        return [path]
    return [place for name, part in value.items() for place in pending_in(part, f"{path}.{name}".lstrip("."))]
