from __future__ import annotations

from pathlib import Path

import pytest
import torch
import torchvision
from models import Convolutions, Tokens
from torch import nn

from unitgraph import NoSuchLayer, record, usual_layers
from unitgraph.recording.layers import choose_layers


def test_usual_layers_are_convolutions_dense_layers_and_blocks() -> None:
    resnet = usual_layers(torchvision.models.resnet18())
    assert resnet[:4] == ["conv1", "layer1.0", "layer1.0.conv1", "layer1.0.conv2"]
    assert "fc" in resnet and not any("bn" in path or path == "layer1" for path in resnet)
    assert usual_layers(Tokens()) == [
        "embedding",
        *(f"h.{block}{part}" for block in (0, 1) for part in ("", ".attention", ".dense")),
    ]


def test_patterns_stand_for_parts_of_paths() -> None:
    model = torchvision.models.resnet18()
    assert list(choose_layers(model, "layer*")) == ["layer1", "layer2", "layer3", "layer4"]
    assert list(choose_layers(model, ["layer2.*.conv?", "fc"])) == [
        "layer2.0.conv1",
        "layer2.0.conv2",
        "layer2.1.conv1",
        "layer2.1.conv2",
        "fc",
    ]
    assert len(choose_layers(model, "**.bn[12]")) == 16
    assert choose_layers(model, {"layer4": "last", "": "answer"}) == {"": "answer", "layer4": "last"}


def test_a_path_that_is_not_there_is_refused_with_near_ones() -> None:
    model = torchvision.models.resnet18()
    with pytest.raises(NoSuchLayer, match=r"no module 'layer2.0.conv'.*layer2\.0\.conv1"):
        choose_layers(model, ["layer2.0.conv"])
    with pytest.raises(NoSuchLayer, match=r"no module 'blocks.\*'"):
        choose_layers(model, "blocks.*")
    with pytest.raises(NoSuchLayer, match="has no convolution"):
        choose_layers(nn.Sequential(nn.ReLU()), None)


def test_a_module_that_never_runs_is_refused_by_name_and_passed_over_otherwise(tmp_path: Path) -> None:
    model = Convolutions()
    model.spare = nn.Linear(3, 3)
    loader = [torch.rand(4, 1, 8, 8)]
    with pytest.raises(NoSuchLayer, match="spare did not run"):
        record(model, loader, name="a", to=tmp_path / "a", layers=["conv1", "spare"], progress=False)
    recorded = record(model, loader, name="a", to=tmp_path / "b", progress=False)
    assert [layer.name for layer in recorded.layers] == ["conv1", "conv2", "fc"]
    assert list(recorded.skipped) == ["spare"]
