"""Sends recorded activations: `POST /imports`, then each file that is missing (docs/imports.md)."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import RecordingError, RequestRefused, ServerUnreachable
from .progress import Progress
from .transport import Transport

#: Seconds before each new try of a file whose connection was lost.
PAUSES = (0.2, 1.0, 3.0)


def push_folder(transport: Transport, folder: str | os.PathLike[str], *, progress: bool) -> str:
    """As `Client.push`."""
    place = Path(folder)
    try:
        manifest = json.loads((place / "manifest.json").read_bytes())
    except FileNotFoundError:
        raise RecordingError(
            f"There is no manifest.json in {place}.",
            "Record into that folder first: it is written when all is recorded.",
        ) from None
    files = list(dict.fromkeys(shard["file"] for recording in manifest["recordings"] for shard in recording["shards"]))
    standing = _begin(transport, manifest)
    digest = str(standing["digest"])
    with Progress(progress, f"Sending {manifest['network']['slug']}", len(files), "files") as bar:
        bar.move(len(files) - len(standing["missing"]))
        for number in standing["missing"]:
            standing = _send(transport, digest, int(number), place / files[number])
            bar.move(1)
    if standing["state"] != "DONE":
        raise RequestRefused(str(standing["problem"] or f"The import {digest} is not complete."), 409)
    return digest


def _begin(transport: Transport, manifest: Mapping[str, Any]) -> dict[str, Any]:
    return dict(transport.json("POST", "imports", manifest))


def _send(transport: Transport, digest: str, number: int, file: Path) -> dict[str, Any]:
    for pause in (*PAUSES, None):
        try:
            with file.open("rb") as opened:
                return dict(transport.put(f"imports/{digest}/shards/{number}", opened))
        except FileNotFoundError:
            raise RecordingError(
                f"{file} is gone, which the manifest names.", "Record again, or put it back where it was."
            ) from None
        except ServerUnreachable as error:
            # A server that refuses a file early closes the connection, too: then it says why.
            refused = _refusal(transport, digest, number)
            if refused is not None:
                raise RequestRefused(refused, 422) from error
            if pause is None:
                raise ServerUnreachable(
                    f"The connection was lost while {file.name} was sent: {error.message}",
                    "What was received is kept: the same call again sends what is missing.",
                ) from error
            time.sleep(pause)
    raise AssertionError("The last try ends in one way or the other.")


def _refusal(transport: Transport, digest: str, number: int) -> str | None:
    try:
        standing = transport.json("GET", f"imports/{digest}.json")
    except (ServerUnreachable, RequestRefused):
        return None
    return next((str(one["message"]) for one in standing["refused"] if one["shard"] == number), None)
