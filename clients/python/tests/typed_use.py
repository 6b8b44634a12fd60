"""What a program that uses the client sees of its types; `test_types.py` has mypy look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas
from typing_extensions import assert_type

from unitgraph import Client, Comparison, ProbeSet, Recorded, Sampled, Similarity, Timeline, record


def use(model: Any, loader: list[Any], client: Client) -> None:
    assert_type(record(model, loader, name="a", to=client), Recorded)
    recorded = record(
        model,
        loader,
        name="a",
        to=Path("folder"),
        layers={"layer4": "last"},
        reduction=Sampled(4, seed=1),
        dtype="float16",
        unit_axis={"layer*": -1},
        checkpoint=100,
    )
    assert_type(recorded.layers[0].units, int)
    comparison = client.compare("a/last", "b/last", reduction="mean")
    assert_type(comparison, Comparison)
    assert_type(comparison.matches("mutual", by="spearman"), pandas.DataFrame)
    assert_type(comparison.matrix(), npt.NDArray[np.float32])
    assert_type(comparison.similarity("rsa"), Similarity)
    assert_type(comparison.page, str)
    assert_type(client.timeline("a", "b"), Timeline)
    assert_type(client.timeline("a", "b").scores(), pandas.DataFrame)
    assert_type(client.import_probe_set(Path("pets"), "pets", resize=224), ProbeSet)
    assert_type(client.import_probe_set(np.zeros((2, 3)), "two", labels=["a", "b"]), ProbeSet)
    assert_type(client.query("{ engine { version } }"), dict[str, Any])
    record(model, loader, name="a", to=client, dtype="float64")  # type: ignore[arg-type]
    client.compare("a/last")  # type: ignore[call-arg]
