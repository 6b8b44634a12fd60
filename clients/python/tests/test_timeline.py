"""A real training run: when did this match appear?"""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import nn

from unitgraph import Client, NotFound, QueryError, Unavailable, record


def train(client: Client, run: str, *, seed: int, steps: tuple[int, ...]) -> None:
    """A small perceptron learns which of two coordinates is larger, and is recorded on the way."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 3))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    shown = torch.randn(200, 6, generator=torch.Generator().manual_seed(5))
    for step in range(max(steps) + 1):
        if step in steps:
            layers = {"1": "hidden", "2": "answer"}
            record(model, shown.split(64), name=run, checkpoint=step, to=client, layers=layers, progress=False)
        batch = torch.randn(128, 6)
        loss = nn.functional.cross_entropy(model(batch), batch[:, :3].argmax(1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def test_a_run_is_a_timeline_against_its_end_and_against_another_network(client: Client, name: str) -> None:
    steps = (0, 20, 150)
    train(client, f"{name}-a", seed=0, steps=steps)
    train(client, f"{name}-b", seed=1, steps=(150,))
    networks = client.networks(run=f"{name}-a")
    assert networks["step"].tolist() == list(steps)
    assert networks.index.tolist() == [f"{name}-a-step{step}" for step in steps]

    own = client.timeline(f"{name}-a", f"{name}-a-step150")
    scores = own.scores()
    assert scores.index.tolist() == list(steps) and scores.columns.tolist() == ["hidden", "answer"]
    np.testing.assert_allclose(scores.loc[150], 1, atol=1e-6)
    assert scores.loc[0, "answer"] < scores.loc[20, "answer"] < 1

    other = client.timeline(f"{name}-a", f"{name}-b-step150")
    beside = other.scores(baseline="permutation")
    assert beside[("answer", "value")].loc[150] > 0.8 > beside[("answer", "value")].loc[0]
    assert (beside[("answer", "baseline")] < beside[("answer", "value")].loc[150]).all()
    np.testing.assert_allclose(
        other.scores("cka_linear").loc[150],
        [float(other.comparison(layer, 150).similarity("cka_linear")) for layer in other.layers],
    )

    appeared = other.appeared("answer", threshold=0.8)
    values = {step: other.comparison("answer", step).matches("greedy").set_index("left")["value"] for step in steps}
    for unit, row in appeared.iterrows():
        holds = [step for step in steps if all(values[later][unit] >= 0.8 for later in steps if later >= step)]
        assert (math.nan if not holds else min(holds)) == pytest.approx(float(row["step"]), nan_ok=True)
    assert appeared["step"].notna().any() and (appeared["step"] > 0).any()

    unit = other.unit("answer", 1)
    assert unit.index.tolist() == list(steps)
    np.testing.assert_allclose(unit["value"], [values[step][1] for step in steps], atol=1e-6)
    assert unit["chance"].between(-1, 1).all() and unit.loc[150, "value"] > unit.loc[150, "chance"]


def test_what_is_not_there_is_said(client: Client, name: str) -> None:
    with pytest.raises(NotFound, match=f"No network is a checkpoint of {name}"):
        client.timeline(name, "alexnet-1")
    train(client, name, seed=0, steps=(0,))
    with pytest.raises(NotFound, match="no layer of one name"):
        client.timeline(name, "alexnet-1")
    with pytest.raises(NotFound, match="no network nothing"):
        client.timeline(name, "nothing")
    timeline = client.timeline(name, f"{name}-step0")
    with pytest.raises(NotFound, match="nothing is no layer that"):
        timeline.appeared("nothing")
    with pytest.raises(NotFound, match="no checkpoint of step 7"):
        timeline.comparison("answer", 7)
    with pytest.raises((NotFound, QueryError), match="99"):
        timeline.unit("answer", 99)
    with pytest.raises(ValueError, match="whole number of steps"):
        record(nn.Linear(6, 2), [torch.rand(3, 6)], name=name, checkpoint=-1, to=client)


def test_a_layer_in_which_nothing_varies_has_no_score(client: Client, name: str) -> None:
    train(client, name, seed=0, steps=(5,))
    dead = nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 3))
    with torch.no_grad():
        for parameter in dead.parameters():
            parameter.zero_()
    shown = torch.randn(200, 6, generator=torch.Generator().manual_seed(5))
    record(dead, [shown], name=name, checkpoint=0, to=client, layers={"1": "hidden", "2": "answer"}, progress=False)
    timeline = client.timeline(name, f"{name}-step5")
    for baseline in (None, "permutation"):
        scores = timeline.scores(baseline=baseline)
        assert scores.loc[0].isna().all() and scores.loc[5].notna().all()
    assert timeline.appeared("answer")["step"].tolist() == [5, 5, 5]
    unit = timeline.unit("answer", 0)
    assert unit["partner"].isna().tolist() == [True, False] and unit["value"].isna().tolist() == [True, False]
    with pytest.raises(Unavailable, match="rotation"):
        timeline.scores("cka_linear", baseline="rotation")
