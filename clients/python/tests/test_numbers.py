"""Values that `record` sent and the server's numbers of them, against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from models import Convolutions, batches, images
from torch import nn

from unitgraph import Client, Sampled, record
from unitgraph.recording.sampled import sampled_positions


def correlations(left: npt.NDArray[Any], right: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Of samples x units."""
    both = np.corrcoef(left.astype(np.float64).T, right.astype(np.float64).T)
    return both[: left.shape[1], left.shape[1] :]


def as_samples(values: torch.Tensor) -> npt.NDArray[Any]:
    """Stimuli x units x rows x columns as samples x units."""
    return values.detach().movedim(1, -1).flatten(0, -2).numpy()


def test_correlations_are_those_of_what_the_models_did(client: Client, name: str) -> None:
    stimuli = images(60)
    models = [Convolutions().eval() for _ in range(2)]
    for side, model in enumerate(models):
        record(
            model,
            batches(stimuli, 11, 49),
            name=f"{name}-{side}",
            to=client,
            layers=["conv1", "fc"],
            shard_bytes=2**15,
            progress=False,
        )
    for layer in ("conv1", "fc"):
        kept: list[torch.Tensor] = []
        for model in models:
            handle = getattr(model, layer).register_forward_hook(
                lambda _module, _inputs, output, kept=kept: kept.append(output.clone())
            )
            model(stimuli)
            handle.remove()
        left, right = (as_samples(values) for values in kept)
        np.testing.assert_allclose(client.recording(f"{name}-0/{layer}"), left, atol=1e-6)
        comparison = client.compare(f"{name}-0/{layer}", f"{name}-1/{layer}")
        assert comparison.samples == len(left)
        expected = correlations(left, right)
        np.testing.assert_allclose(comparison.matrix(), expected, atol=1e-5)
        greedy = comparison.matches("greedy").set_index("left").sort_index()
        np.testing.assert_allclose(greedy["value"], expected.max(axis=1), atol=1e-5)
        assert greedy["right"].tolist() == expected.argmax(axis=1).tolist()
        units = client.units(f"{name}-0/{layer}")
        np.testing.assert_allclose(units["mean"], left.mean(axis=0), atol=1e-5)
        np.testing.assert_allclose(units["deviation"], left.std(axis=0), atol=1e-5)


@pytest.mark.parametrize("layer", ["conv1", "fc7"])
def test_a_layer_recorded_here_is_the_layer_that_runs_there(client: Client, name: str, layer: str) -> None:
    """The server's own values, shown by a model that passes them on, are the server's own layer."""
    values = torch.from_numpy(client.recording(f"alexnet-1/{layer}").copy())
    if layer == "conv1":
        values = values.reshape(1797, 8, 8, -1).movedim(-1, 1).contiguous()
    model = nn.Sequential(nn.Identity())
    digits = client.probe_set("digits")
    record(model, values.split(500), name=name, to=client, layers={"0": layer}, probe_set=digits, progress=False)
    comparison = client.compare(f"{name}/{layer}", f"alexnet-1/{layer}")
    assert comparison.probe_set == "digits"
    np.testing.assert_allclose(np.nan_to_num(np.diag(comparison.matrix()), nan=1), 1, atol=1e-6)


def test_positions_are_drawn_as_the_server_draws_them(client: Client, name: str) -> None:
    whole = client.recording("alexnet-1/conv1").reshape(1797, 64, -1)
    reduction = Sampled(4, seed=9)
    there = client.recording("alexnet-1/conv1", reduction=reduction)
    drawn = sampled_positions(9, 0, 1797, 4, 64)
    assert (there == np.take_along_axis(whole, drawn[:, :, None], axis=1).reshape(there.shape)).all()
    values = torch.from_numpy(whole.copy()).movedim(-1, 1).reshape(1797, -1, 8, 8)
    record(
        nn.Sequential(nn.Identity()),
        values.split(700),
        name=name,
        to=client,
        layers={"0": "conv1"},
        probe_set=client.probe_set("digits"),
        reduction=reduction,
        progress=False,
    )
    assert (client.recording(f"{name}/conv1") == there).all()


def test_draws_are_those_of_the_servers_source_of_random_numbers() -> None:
    # Of RandomSource(3, stimulus) shuffling 0 to 9, the first four: packages/analysis/src/recordings/reduce.ts.
    assert sampled_positions(3, 5, 2, 4, 10).tolist() == [[0, 1, 3, 5], [0, 7, 8, 9]]
    assert sampled_positions(2**40 + 1, 0, 1, 3, 49).tolist() == [[4, 27, 34]]
