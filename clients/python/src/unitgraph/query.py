"""Asks, and asks again until nothing is pending."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .errors import Incomparable, NotFound, QueryError, StillComputing, Unavailable, UnitgraphError
from .graphql import pending_in, with_type_names, without_type_names
from .transport import Transport

#: Seconds that one request waits: what takes longer is asked for again, so that no proxy cuts the line.
PER_REQUEST = 60.0
_FAILED = "{ computations(first: 1, states: [FAILED, CANCELLED]) { nodes { title state error } } }"


class Queries:
    """GraphQL to one server."""

    def __init__(self, transport: Transport, wait: float) -> None:
        self.transport = transport
        self.wait = wait

    def ask(self, graphql: str, variables: Mapping[str, Any] | None, wait: float | None) -> dict[str, Any]:
        """As `Client.query`."""
        document = with_type_names(graphql)
        deadline = time.monotonic() + (self.wait if wait is None else wait)
        hasty = 0
        while True:
            asked = max(0.0, min(PER_REQUEST, deadline - time.monotonic()))
            began = time.monotonic()
            data = self._once(document, variables, asked)
            pending = pending_in(data)
            if not pending or _is_mutation(graphql):
                return data if "__typename" in graphql else dict(without_type_names(data))
            if time.monotonic() >= deadline:
                raise StillComputing(
                    f"{len(pending)} of the values are still computed ({', '.join(pending[:3])}).",
                    "Ask again later, or with a longer `wait`: the server goes on, and the Activity page shows how far it is.",
                )
            # A field that has a value to wait for waits. One that answers before its time has ended, and not well.
            hasty = hasty + 1 if time.monotonic() - began < 0.5 * asked else 0
            if hasty >= 3:
                self._raise_failed()
            if hasty:
                time.sleep(0.1 * hasty)

    def value(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """As `Client.value`."""
        kind = answer.get("__typename")
        if kind == "Incomparable":
            raise Incomparable(str(answer["message"]), str(answer.get("reason", "")))
        if kind == "Unavailable":
            raise Unavailable(str(answer["message"]))
        if kind == "Computation":
            raise QueryError([{"message": f"{answer.get('title')}: {answer.get('error') or answer.get('state')}"}])
        return dict(answer)

    def pages(
        self, document: str, variables: Mapping[str, Any], of: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        """All entries of the connection that `of` finds in the data; the document takes `$after`."""
        after = None
        while True:
            page = of(self.ask(document, {**variables, "after": after}, None))
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def _once(self, document: str, variables: Mapping[str, Any] | None, wait: float) -> dict[str, Any]:
        body = {"query": document, "variables": dict(variables or {})}
        headers = {
            "Prefer": f"wait={int(wait)}",
            "Accept": "application/json",
            # A share of the device of its own.
            "X-Unitgraph-Client": f"Python, process {os.getpid()}",
        }
        answer = self.transport.json("POST", "graphql", body, headers=headers, patience=wait)
        if answer.get("errors") or not isinstance(answer.get("data"), dict):
            raise _as_error(answer.get("errors") or [])
        return dict(answer["data"])

    def _raise_failed(self) -> None:
        for failed in self._once(_FAILED, None, 0)["computations"]["nodes"]:
            raise QueryError([{"message": f"{failed['title']}: {failed['error'] or failed['state']}"}])


def _as_error(errors: list[dict[str, Any]]) -> UnitgraphError:
    """Of what is not there, whatever else is wrong: programs ask whether it is that."""
    error = QueryError(errors)
    return NotFound(error.message) if error.code == "NOT_FOUND" else error


def _is_mutation(graphql: str) -> bool:
    return re.search(r"^\s*mutation\b", graphql, re.MULTILINE) is not None
