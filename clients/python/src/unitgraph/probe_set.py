"""Which stimuli networks were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ProbeSet:
    """An ordered set of stimuli.

    With a `digest`, it stands for stimuli that were digested elsewhere: you vouch that the loader gives them, in their
    order. So networks that take the same stimuli in other forms (resized, normalised, tokenised) can be compared, with each
    other and with networks that run on the server: `client.probe_set("digits")`. Without one, the digest is that of what the
    loader gives.

    `classes` are the names of the classes, where stimuli have labels.
    """

    slug: str | None = None
    digest: str | None = None
    count: int | None = None
    classes: Sequence[str] | None = None
