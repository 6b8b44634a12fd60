"""`manifest.json` of a recording, as docs/imports.md has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..probe_set import ProbeSet
from ..reduction import Reduction, as_input
from .spool import Spool


def manifest_of(
    spool: Spool, *, network: dict[str, Any], probe_set: ProbeSet, reduction: Reduction, labels: Sequence[int] | None
) -> dict[str, Any]:
    """The document; nothing in it is null."""
    said_probe_set = {
        "digest": probe_set.digest,
        "slug": probe_set.slug,
        "count": probe_set.count,
        "classes": None if probe_set.classes is None else list(probe_set.classes),
        "labels": None if labels is None else list(labels),
    }
    shards = [vars(shard) for shard in spool.shards]
    recordings = [
        {
            "layer": layer.name,
            "kind": layer.kind,
            "index": index,
            "shape": [probe_set.count, *layer.shape],
            "unitAxis": layer.unit_axis,
            "dtype": spool.dtype,
            "reduction": as_input(reduction) if layer.reduced else {"kind": "ALL_POSITIONS"},
            "shards": [{**shard, "tensor": layer.name} for shard in shards],
        }
        for index, layer in enumerate(spool.layers)
    ]
    return {
        "format": "unitgraph-recordings",
        "version": 1,
        "network": _said(network),
        "probeSet": _said(said_probe_set),
        "recordings": recordings,
    }


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
