"""Errors. Each says in one sentence what is wrong, and in another one what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class UnitgraphError(Exception):
    """Anything that this package refuses or fails at: `message` names the culprit, `remedy` the way out."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class ServerUnreachable(UnitgraphError):
    """Nothing answers at the address, or the connection was lost more often than it is worth trying."""


class RequestRefused(UnitgraphError):
    """The server refused a request; `status` is that of HTTP. Its message says the way out as well."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class QueryError(UnitgraphError):
    """GraphQL answered with errors: `errors` as they came, `code` of the first (`BAD_USER_INPUT`, `OVER_LIMIT`, ...)."""

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        messages = [str(error.get("message", error)) for error in errors]
        super().__init__("\n".join(dict.fromkeys(messages)) or "The server answered without data.")
        self.errors = list(errors)
        extensions = errors[0].get("extensions") if errors else None
        self.code = str(extensions.get("code", "")) if isinstance(extensions, Mapping) else ""


class StillComputing(UnitgraphError):
    """Values were not there within `wait` seconds. The server goes on computing them."""


class NotFound(UnitgraphError):
    """The server has no network, layer or probe set of that name."""


class Incomparable(UnitgraphError):
    """Two layers cannot be compared: `reason` is one of `IncomparableReason`, such as `PROBE_SET` or `POSITIONS`."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Unavailable(UnitgraphError):
    """A value that there cannot be, with the reason, such as a rotation baseline of CKA."""


class RecordingError(UnitgraphError):
    """A model, loader or folder that cannot be recorded as asked."""


class NoSuchLayer(RecordingError):
    """No module of the model has that path, or meets that pattern."""


class ShuffledLoader(RecordingError):
    """The loader gives stimuli in an order that it draws anew each time."""


class OtherStimuli(RecordingError):
    """The stimuli are not those that they should be: other content, other order, or another number."""


class NotFinite(RecordingError):
    """An activation is NaN or infinite: `layer`, `unit` and `stimulus` say where."""

    def __init__(self, message: str, remedy: str, *, layer: str, unit: int, stimulus: int) -> None:
        super().__init__(message, remedy)
        self.layer = layer
        self.unit = unit
        self.stimulus = stimulus


class MissingPackage(UnitgraphError, ImportError):
    """An optional package is needed for this and is not installed."""
