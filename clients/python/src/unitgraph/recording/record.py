"""`record`: from a model and a loader to recordings."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..client import Client
from ..errors import OtherStimuli, RecordingError
from ..names import check_slug, probe_set_id
from ..probe_set import ProbeSet
from ..progress import Progress
from ..reduction import Reduction, as_input, kind_of
from .batches import classes_of, count_of, refuse_shuffled
from .digest import model_digest
from .hooked_layers import LayerFacts
from .layers import Layers, bare, choose_layers
from .manifest import manifest_of
from .passes import Passes
from .samples import Dtype
from .spool import Spool, write_whole

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class Recorded:
    """What `record` gives."""

    #: Slug of the network.
    network: str
    #: The layers in the order in which they run.
    layers: tuple[LayerFacts, ...]
    #: Usual layers that could not be recorded, with the reason; never one that was asked for.
    skipped: Mapping[str, str]
    #: The stimuli: digest and number.
    probe_set: ProbeSet
    #: Where `manifest.json` is; None when it was sent to a server.
    folder: Path | None
    #: The page of the network; None when it was written to a folder.
    page: str | None = None
    #: Digest of the import; None when it was written to a folder.
    digest: str | None = field(default=None, repr=False)


def record(
    model: nn.Module,
    loader: Iterable[Any],
    *,
    name: str,
    to: Client | str | os.PathLike[str],
    layers: Layers = None,
    reduction: Reduction = "all",
    dtype: Dtype = "float32",
    probe_set: str | ProbeSet | None = None,
    unit_axis: int | Mapping[str, int] | None = None,
    checkpoint: int | None = None,
    architecture: str | None = None,
    forward: Callable[[nn.Module, Any], Any] | None = None,
    progress: bool = True,
    shard_bytes: int = 128 * 2**20,
) -> Recorded:
    """Shows a model all stimuli of a loader and keeps what its layers do: on a server, or in a folder for `Client.push`.

    Called again after an interruption, it goes on: shards that are written are not computed again, and those that the
    server has are not sent again. The model is as before afterwards, errors included: training mode, hooks, random numbers.

    model: in whatever mode, on whatever device.
    loader: a `DataLoader` or anything that gives batches in a fixed order: tensors, tuples that begin with one, or
        dictionaries (`input_ids`, `pixel_values`, ...; all but labels go into the model by name). Labels are the second
        entry of a tuple, or `labels`, where they are whole numbers.
    name: slug of the network: letters, digits, dots, underscores, hyphens.
    layers: paths of modules as `named_modules` gives them; patterns in which `*` stands for a part of a path and `**` for any
        number of parts; or a dictionary of names by path. By default `usual_layers`. A layer is what its module puts out:
        name the activation function to have a layer behind it. Of a tuple or dictionary, the first tensor.
    reduction: `"all"` positions, their `"mean"` or `"max"`, or `Sampled(positions, seed)`.
    dtype: of the files; the server keeps float32. float16 halves them, and refuses what is beyond 65,504.
    probe_set: a name for the stimuli, or a `ProbeSet` that they stand for. Their digest is that of what the loader gives
        (`StimulusDigest`): networks can be compared where it is the same.
    unit_axis: which axis tells units apart where the rule is wrong or cannot tell: for all layers, or by path or pattern.
        By rule: the channels of convolutions, the last axis of dense layers, embeddings and attention; for other modules
        that of the module with weights that ran before.
    checkpoint: the step of a training run after which the model is as it is; the network is then `name-step<checkpoint>`, of
        the run `name`: see `Client.timeline`.
    architecture: what family of networks it is of; by default the name of the model's class.
    forward: how a batch is shown to the model, `forward(model, batch)`, where it is not one of the ways above.
    progress: whether to show it.
    shard_bytes: size of the files, and so of the memory that is needed beside the model's.

    Raises NoSuchLayer, ShuffledLoader, NotFinite, OtherStimuli, RecordingError; errors of model and loader as they are.
    """
    kind_of(reduction)
    if dtype not in ("float16", "float32"):
        raise ValueError(f"dtype is {dtype!r}: give 'float16' or 'float32'.")
    model = bare(model)
    network = _network(name, checkpoint, architecture or _family(model))
    chosen = choose_layers(model, layers)
    refuse_shuffled(loader)
    said = ProbeSet(slug=probe_set) if isinstance(probe_set, str) else probe_set or ProbeSet()
    settings = (chosen, as_input(reduction), dtype, unit_axis, shard_bytes)
    fingerprint = _fingerprint(network, model_digest(model), *settings)
    expected = said.count or count_of(loader)
    if isinstance(to, Client):
        _check_place(to, network["slug"], said.slug, expected)
    folder = _spool_folder(fingerprint) if isinstance(to, Client) else Path(to)
    spool = Spool(folder, fingerprint, dtype, shard_bytes)
    passes = Passes(
        model,
        chosen,
        spool,
        reduction=reduction,
        dtype=dtype,
        unit_axis=unit_axis,
        lenient=layers is None,
        forward=forward,
    )
    with Progress(progress, f"Recording {network['slug']}", expected, "stimuli") as bar:
        shown = passes.run(loader, expected=expected, most=said.count, bar=bar)
    vouched = said.digest is not None
    if said.count is not None and shown.count != said.count:
        raise OtherStimuli(
            f"The loader gave {shown.count} stimuli, and {said.slug or 'the probe set'} has {said.count}.",
            "Give the loader that has them all, in their order.",
        )
    classes = said.classes if said.classes is not None or vouched else _fitting_classes(loader, shown.labels)
    shown_set = replace(said, digest=said.digest or shown.digest, count=shown.count, classes=classes)
    labels = None if vouched and said.classes is None else shown.labels
    manifest = manifest_of(spool, network=network, probe_set=shown_set, reduction=reduction, labels=labels)
    write_whole(folder / "manifest.json", json.dumps(manifest, indent=1).encode())
    recorded = Recorded(network["slug"], tuple(spool.layers), spool.skipped, shown_set, folder)
    if not isinstance(to, Client):
        return recorded
    digest = to.push(folder, progress=progress)
    shutil.rmtree(folder, ignore_errors=True)
    return replace(recorded, folder=None, digest=digest, page=f"{to.url}networks/{network['slug']}")


def _network(name: str, checkpoint: int | None, architecture: str | None) -> dict[str, Any]:
    slug = check_slug(name, "name")
    if checkpoint is None:
        return {"slug": slug, "architecture": architecture}
    if not isinstance(checkpoint, int) or checkpoint < 0:
        raise ValueError(f"checkpoint is {checkpoint!r}: give a whole number of steps, 0 or more.")
    at = check_slug(f"{slug}-step{checkpoint}", "name with its checkpoint")
    return {
        "slug": at,
        "name": f"{slug}, step {checkpoint}",
        "architecture": architecture,
        "run": slug,
        "step": checkpoint,
    }


def _family(model: nn.Module) -> str | None:
    family = type(model).__name__
    return None if family in ("Sequential", "Module") else family[:80]


def _fingerprint(*parts: Any) -> str:
    """Stands for all that a recording depends on but the stimuli, which have a digest of their own."""
    return hashlib.sha256(json.dumps([1, *parts], sort_keys=True).encode()).hexdigest()


def _spool_folder(fingerprint: str) -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "unitgraph" / "recordings" / fingerprint[:32]


def _check_place(client: Client, slug: str, probe_set: str | None, expected: int | None) -> None:
    """Before hours of work: that the server is there, and would take what comes."""
    document = "query ($slug: String!, $set: ID!) { network(slug: $slug) { format } node(id: $set) { ... on ProbeSet { count } } }"
    there = client.query(document, {"slug": slug, "set": probe_set_id(probe_set or "none")})
    if there["network"] is not None and there["network"]["format"] != "RECORDED":
        raise RecordingError(f"{slug} is a network that runs on the server itself.", "Choose another name.")
    known = there["node"] if probe_set is not None else None
    if known is not None and expected is not None and known["count"] != expected:
        raise OtherStimuli(
            f"The loader has {expected} stimuli, and the server's probe set {probe_set} has {known['count']}.",
            "Give the stimuli another name: `probe_set=...`.",
        )


def _fitting_classes(loader: Iterable[Any], labels: list[int] | None) -> list[str] | None:
    classes = classes_of(loader)
    return classes if classes is not None and labels is not None and max(labels) < len(classes) else None
