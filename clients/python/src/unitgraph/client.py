"""The door to a server."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .comparison import Comparison
from .documents import LAYERS, NETWORKS, PROBE_SET, RECORDING, REMOVE_NETWORK, REMOVE_PROBE_SET, UNITS
from .errors import NotFound
from .frames import frame
from .imports import push_folder
from .names import check_slug, layer_id, network_id, probe_set_id
from .probe_set import ProbeSet
from .probe_set_imports import import_stimuli
from .query import Queries
from .reduction import Reduction, as_input
from .timeline import Timeline
from .transport import Transport

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas


class Client:
    """A server, by its address: that of the dashboard.

    >>> client = Client("http://127.0.0.1:4000")
    >>> client.compare("alexnet-1/conv1", "alexnet-2/conv1").matches()

    Layers are named `"network/layer"`. `wait` is how many seconds methods wait for values that are computed when they are
    first asked for; `math.inf` waits for as long as it takes. Past it they raise `StillComputing`; the server goes on, so
    that asking again later brings what is there by then.
    """

    def __init__(self, url: str = "http://127.0.0.1:4000", *, wait: float = 600) -> None:
        self.transport = Transport(url)
        self._queries = Queries(self.transport, wait)

    @property
    def url(self) -> str:
        """The address of the dashboard."""
        return self.transport.url

    def __repr__(self) -> str:
        return f"Client({self.url!r})"

    def query(
        self, graphql: str, variables: Mapping[str, Any] | None = None, *, wait: float | None = None
    ) -> dict[str, Any]:
        """The data of any GraphQL operation, as JSON has it, asked again until no value of it is computed any more.

        Grids of similarities count as ready when their `pending` is 0: select it. A mutation is sent once.

        Raises QueryError with the server's messages, StillComputing after `wait` seconds, ServerUnreachable.
        """
        return self._queries.ask(graphql, variables, wait)

    def networks(self, run: str | None = None) -> pandas.DataFrame:
        """All networks, or the checkpoints of a training run by step: a row each, by slug.

        Columns: `name`, `architecture`, `format` (`ONNX` runs on the server, `RECORDED` came in as activations), `layers` and
        `units` (how many), `run`, `step`.
        """
        found = self.pages(NETWORKS, {"run": run}, lambda data: data["networks"])
        rows = [{**row, "layers": row["layers"]["totalCount"], "units": row.pop("unitCount")} for row in found]
        columns = ["slug", "name", "architecture", "format", "layers", "units", "run", "step"]
        return frame(rows, columns, index="slug").astype({"step": "Int64"})

    def layers(self, network: str) -> pandas.DataFrame:
        """The layers of a network in the order of depth, by name: `kind`, `units`, `positions` (a tuple of extents).

        Raises NotFound.
        """
        found = self.pages(
            LAYERS, {"id": network_id(network)}, lambda data: _found(data, f"network {network}")["layers"]
        )
        rows = [
            {"layer": row["name"], "kind": row["kind"], "units": row["unitCount"], "positions": tuple(row["positions"])}
            for row in found
        ]
        return frame(rows, ["layer", "kind", "units", "positions"], index="layer")

    def units(
        self, layer: str, *, probe_set: str | None = None, reduction: Reduction | None = None
    ) -> pandas.DataFrame:
        """What each unit of a layer does, by index: `condition` (`LIVE`, `DEAD`, `CONSTANT`), `mean`, `deviation`, `minimum`,
        `maximum`, `zero_share` (share of samples that are exactly 0).

        Raises NotFound, Unavailable.
        """
        variables = {"id": layer_id(layer), **_on(probe_set, reduction)}
        rows = []
        for unit in self.pages(UNITS, variables, lambda data: _found(data, f"layer {layer}")["units"]):
            statistics = self._queries.value(unit["statistics"])
            rows.append({"unit": unit["index"], **statistics, "zero_share": statistics.pop("zeroShare")})
        columns = ["unit", "condition", "mean", "deviation", "minimum", "maximum", "zero_share"]
        return frame(rows, columns, index="unit")

    def recording(
        self, layer: str, *, probe_set: str | None = None, reduction: Reduction | None = None
    ) -> npt.NDArray[np.float32]:
        """The activations of a layer: float32, samples x units. Samples go by stimulus, then row, then column.

        Raises NotFound, Unavailable.
        """
        data = self.query(RECORDING, {"id": layer_id(layer), **_on(probe_set, reduction)})
        return self.array(self._queries.value(_found(data, f"layer {layer}")["recording"])["npy"])

    def compare(
        self, left: str, right: str, *, probe_set: str | None = None, reduction: Reduction | None = None
    ) -> Comparison:
        """Two layers, unit by unit. Nothing is computed before the comparison is asked for something.

        Raises NotFound, and Incomparable where they were not recorded on the same samples.
        """
        return Comparison.of(self, layer_id(left), layer_id(right), _on(probe_set, reduction))

    def timeline(
        self,
        run: str,
        reference: str,
        *,
        probe_set: str | None = None,
        reduction: Reduction | None = None,
    ) -> Timeline:
        """The checkpoints of a training run against a reference network, which may be the last of them, over the layers that
        both have.

        Raises NotFound where no network is of that run.
        """
        return Timeline.of(self, run, reference, _on(probe_set, reduction))

    def probe_set(self, slug: str) -> ProbeSet:
        """A probe set of the server, to record on: you vouch that your loader gives its stimuli, in its order.

        Raises NotFound.
        """
        found = _found(self.query(PROBE_SET, {"id": probe_set_id(slug)}), f"probe set {slug}")
        return ProbeSet(slug=found["slug"], digest=found["digest"], count=found["count"])

    def import_probe_set(
        self,
        stimuli: str | os.PathLike[str] | npt.ArrayLike | Any,
        name: str,
        *,
        labels: str | os.PathLike[str] | Sequence[int] | Sequence[str] | npt.NDArray[Any] | None = None,
        classes: Sequence[str] | None = None,
        resize: int | tuple[int, int] | None = None,
        credit: str | None = None,
        progress: bool = True,
    ) -> ProbeSet:
        """Brings stimuli in, so that networks of the server are recorded on them, and pages show them.

        `stimuli` are a file (a zip of images, `.npy`, `.npz`, safetensors, a table), a folder of images, an array or tensor
        (stimuli first: N x features, N x H x W, N x H x W x C or N x C x H x W), or a data set of tensors, whole numbers beside
        them being labels. `labels` are one a stimulus, or a file of them; `classes` name them in the order of a network's
        outputs. `resize` makes images one size: the centre square of that shorter side, or height and width.

        Returns what `record(..., probe_set=)` takes; stimuli that are there under another name have that one. Raises
        RecordingError for what cannot be sent, RequestRefused with the server's reason, StillComputing after `wait` seconds of
        the client: then the server goes on, and the same call has its outcome.
        """
        options: dict[str, Any] = {"slug": check_slug(name, "The name of the probe set"), "credit": credit}
        if classes is not None:
            options["classes"] = list(classes)
        if resize is not None:
            sides = {"shorterSide": resize} if isinstance(resize, int) else {"height": resize[0], "width": resize[1]}
            options["resize"] = sides
        return import_stimuli(self, stimuli, labels, options, wait=self._queries.wait, progress=progress)

    def remove_probe_set(self, slug: str) -> None:
        """Takes a probe set out of the server; what was computed on it is kept. Raises NotFound."""
        self.query(REMOVE_PROBE_SET, {"id": probe_set_id(slug)})

    def push(self, folder: str | os.PathLike[str], *, progress: bool = True) -> str:
        """Sends a folder that `record` wrote (any folder with a `manifest.json` and its files), or what is missing of it.

        Returns the digest of the import. Raises RequestRefused with the server's reason, and ServerUnreachable where the
        connection is lost again and again: what was received is kept, and the same call goes on from there.
        """
        return push_folder(self.transport, folder, progress=progress)

    def remove_network(self, slug: str) -> None:
        """Takes a network out of the server; of a recorded one, all that was recorded. Raises NotFound."""
        self.query(REMOVE_NETWORK, {"id": network_id(slug)})

    def array(self, reference: str) -> npt.NDArray[np.float32]:
        """The array behind an `npy` of the graph."""
        loaded: npt.NDArray[np.float32] = np.load(io.BytesIO(self.transport.bytes(reference)), allow_pickle=False)
        return loaded

    def value(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """The value that a union of the graph holds, with its `__typename`.

        Raises Unavailable, Incomparable, or QueryError for a computation that failed.
        """
        return self._queries.value(answer)

    def pages(
        self, document: str, variables: Mapping[str, Any], of: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        """All entries of the connection that `of` finds in the data, page by page. The document takes `$after`, and asks for
        `nodes` and `pageInfo { hasNextPage endCursor }`."""
        return self._queries.pages(document, variables, of)


def _found(data: Mapping[str, Any], what: str) -> dict[str, Any]:
    node = data["node"]
    if not node:
        raise NotFound(f"The server has no {what}.", "`networks()` and `layers(network)` list what there is.")
    return dict(node)


def _on(probe_set: str | None, reduction: Reduction | None) -> dict[str, Any]:
    """Arguments that say on what is recorded, and how; absent where nobody said."""
    return {
        "probeSet": None if probe_set is None else probe_set_id(probe_set),
        "reduction": as_input(reduction),
    }
