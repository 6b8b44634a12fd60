"""Brings probe sets in: uploads their file, and asks until the server has decoded it (docs/probeSets.md)."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import QueryError, RequestRefused, StillComputing
from .probe_set import ProbeSet
from .progress import Progress
from .stimuli import written, written_labels

if TYPE_CHECKING:
    from .client import Client

#: Seconds that one request waits, so that there is something to show.
PER_REQUEST = 5.0
IMPORT = """mutation ($input: ImportProbeSetInput!) { importProbeSet(input: $input) { __typename
  ... on ProbeSet { slug digest count } ... on Refused { message remedy }
  ... on Computation { title state progress error } } }"""


def import_stimuli(
    client: Client, stimuli: Any, labels: Any, options: Mapping[str, Any], *, wait: float, progress: bool
) -> ProbeSet:
    """As `Client.import_probe_set`; `options` are fields of ImportProbeSetInput."""
    with tempfile.TemporaryDirectory(prefix="unitgraph-") as folder:
        file, found = written(stimuli, Path(folder))
        given = found if labels is None else labels
        sent = {"file": _upload(client, file)}
        if given is not None:
            sent["labels"] = _upload(client, written_labels(given, None, Path(folder)))
    wanted = {"input": {**options, **sent}}
    deadline = time.monotonic() + wait
    with Progress(progress, f"Importing {options['slug']}", 100, "%") as bar:
        while True:
            left = max(0.0, min(PER_REQUEST, deadline - time.monotonic()))
            answer = client.query(IMPORT, wanted, wait=left)["importProbeSet"]
            if answer["__typename"] == "ProbeSet":
                return ProbeSet(slug=answer["slug"], digest=answer["digest"], count=answer["count"])
            if answer["__typename"] == "Refused":
                raise RequestRefused(f"{answer['message']} {answer['remedy']}".strip(), 422)
            if answer["state"] in ("FAILED", "CANCELLED"):
                raise QueryError([{"message": f"{answer['title']}: {answer['error'] or answer['state']}"}])
            bar.move(max(0, int(100 * answer["progress"]) - bar.done))
            if time.monotonic() >= deadline:
                raise StillComputing(
                    f"The import of {options['slug']} goes on.", "The same call later has its outcome."
                )


def _upload(client: Client, file: Path) -> str:
    with file.open("rb") as opened:
        return str(client.transport.post("blobs", opened)["digest"])
