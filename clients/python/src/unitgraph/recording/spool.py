"""Shards of a recording on disk, with a journal that says how far it is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors.numpy import save

from ..errors import RecordingError
from .hooked_layers import LayerFacts

if TYPE_CHECKING:
    import numpy.typing as npt

JOURNAL = "recording.json"


@dataclass(frozen=True)
class Shard:
    """One file: some stimuli of all layers."""

    file: str
    stimuli: int
    sha256: str
    bytes: int


class Spool:
    """A folder that shards are written into as they come. At most one shard is held in memory.

    Whatever interrupts it, what was written stays: opened again for the same recording, it goes on behind the last shard.
    """

    def __init__(self, folder: Path, fingerprint: str, dtype: str, shard_bytes: int) -> None:
        """Raises RecordingError where the folder holds another recording."""
        self.folder, self.fingerprint, self.dtype, self.shard_bytes = folder, fingerprint, dtype, shard_bytes
        self.layers: list[LayerFacts] = []
        self.skipped: dict[str, str] = {}
        self.shards: list[Shard] = []
        #: Of the stimuli of all shards, so that those of a later pass can be held against them.
        self.digest: str | None = None
        self.is_complete = False
        self._rows = 0
        self._filled = 0
        self._buffer: dict[str, npt.NDArray[Any]] = {}
        self._read()

    @property
    def done(self) -> int:
        """Stimuli in shards."""
        return sum(shard.stimuli for shard in self.shards)

    @property
    def room(self) -> int:
        """Stimuli that the shard under way still takes."""
        return self._rows - self._filled

    def open(self, layers: Sequence[LayerFacts], skipped: Mapping[str, str], expected: int | None) -> None:
        """Says what is written, before it is. Raises RecordingError where that is not what was written so far, or would not
        fit the disk."""
        if self.layers and self.layers != list(layers):
            raise RecordingError(
                f"{self.folder} holds a recording of the same model with other layers or shapes.",
                "Remove that folder, or give another one.",
            )
        self.layers, self.skipped = list(layers), dict(skipped)
        self.folder.mkdir(parents=True, exist_ok=True)
        size = np.dtype(self.dtype).itemsize * sum(int(np.prod(layer.shape)) for layer in layers)
        self._rows = max(1, self.shard_bytes // size)
        if expected is None:
            return
        self._rows = min(self._rows, max(1, expected))
        needed, free = size * (expected - self.done), shutil.disk_usage(self.folder).free
        if needed > free:
            raise RecordingError(
                f"The recording takes {needed / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free in {self.folder}.",
                'Record fewer layers, `reduction="mean"`, or `dtype="float16"`; or set XDG_CACHE_HOME to a larger disk.',
            )

    def add(self, values: Mapping[str, npt.NDArray[Any]], digest: str) -> None:
        """The next stimuli of all layers, `room` of them at most; `digest` is that of all stimuli with them."""
        count = len(next(iter(values.values())))
        for layer in self.layers:
            if layer.name not in self._buffer:
                self._buffer[layer.name] = np.empty((self._rows, *layer.shape), self.dtype)
            self._buffer[layer.name][self._filled : self._filled + count] = values[layer.name]
        self._filled += count
        self.digest = digest
        if self._filled == self._rows:
            self._write()

    def finish(self, digest: str) -> None:
        """Writes what is left."""
        self.digest = digest
        if self._filled > 0:
            self._write()
        self._buffer = {}
        self.is_complete = True
        self._write_journal()

    def _write(self) -> None:
        data = save({name: rows[: self._filled] for name, rows in self._buffer.items()})
        file = f"shard-{len(self.shards):05}.safetensors"
        write_whole(self.folder / file, data)
        self.shards.append(Shard(file, self._filled, hashlib.sha256(data).hexdigest(), len(data)))
        self._filled = 0
        self._write_journal()

    def _read(self) -> None:
        try:
            said = json.loads((self.folder / JOURNAL).read_bytes())
        except FileNotFoundError:
            return
        except ValueError:
            said = {}
        if said.get("fingerprint") != self.fingerprint:
            raise RecordingError(
                f"{self.folder} holds another recording: of another model, or with other layers or settings.",
                "Give an empty folder, or remove that one.",
            )
        self.layers = [LayerFacts.from_json(layer) for layer in said["layers"]]
        self.skipped = dict(said["skipped"])
        shards = [Shard(**shard) for shard in said["shards"]]
        sound = [
            (self.folder / shard.file).is_file() and (self.folder / shard.file).stat().st_size == shard.bytes
            for shard in shards
        ]
        if all(sound):
            self.shards, self.digest, self.is_complete = shards, said["digest"], bool(said["complete"])

    def _write_journal(self) -> None:
        said = {
            "fingerprint": self.fingerprint,
            "complete": self.is_complete,
            "digest": self.digest,
            "layers": [layer.as_json() for layer in self.layers],
            "skipped": self.skipped,
            "shards": [vars(shard) for shard in self.shards],
        }
        write_whole(self.folder / JOURNAL, json.dumps(said).encode())


def write_whole(file: Path, data: bytes) -> None:
    """All of it or nothing, whatever happens in between."""
    draft = file.with_name(file.name + ".part")
    with draft.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
