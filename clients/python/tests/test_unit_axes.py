from __future__ import annotations

from pathlib import Path

import pytest
import torch
import torchvision
from torch import nn
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.swin_transformer import SwinTransformer
from torchvision.models.vision_transformer import VisionTransformer

from unitgraph import RecordingError, record


def vit() -> nn.Module:
    return VisionTransformer(image_size=32, patch_size=8, num_layers=1, num_heads=2, hidden_dim=24, mlp_dim=48)


def convnext() -> nn.Module:
    return ConvNeXt([CNBlockConfig(24, 48, 1), CNBlockConfig(48, None, 1)])


def swin() -> nn.Module:
    return SwinTransformer([4, 4], embed_dim=24, depths=[1, 1], num_heads=[2, 4], window_size=[4, 4])


@pytest.mark.parametrize(
    ("make", "size", "layers", "expected"),
    [
        # The sums of blocks, pooling, and activation functions have the channels of the convolution before.
        (
            torchvision.models.resnet18,
            64,
            ["layer[14]", "relu", "maxpool", "avgpool", "fc"],
            {
                "relu": (64, 1),
                "maxpool": (64, 1),
                "layer1": (64, 1),
                "layer4": (512, 1),
                "avgpool": (512, 1),
                "fc": (1000, 1),
            },
        ),
        # Joined channels.
        (
            torchvision.models.densenet121,
            64,
            ["features.denseblock1", "features.denseblock1.denselayer2", "features"],
            {"features.denseblock1": (256, 1), "features.denseblock1.denselayer2": (32, 1), "features": (1024, 1)},
        ),
        # Tokens x features, behind a convolution that makes them.
        (
            vit,
            32,
            ["conv_proj", "encoder.dropout", "encoder.layers.*_0", "encoder.layers.*_0.mlp.1", "encoder.ln"],
            {
                "conv_proj": (24, 1),
                "encoder.dropout": (24, 2),
                "encoder.layers.encoder_layer_0": (24, 2),
                "encoder.layers.encoder_layer_0.mlp.1": (48, 2),
                "encoder.ln": (24, 2),
            },
        ),
        # Channels last inside its blocks, first outside.
        (
            convnext,
            64,
            ["features.0", "features.1.0", "features.1.0.block.3", "features.1.0.block.4", "features.3"],
            {
                "features.0": (24, 1),
                "features.1.0": (24, 1),
                "features.1.0.block.3": (96, 3),
                "features.1.0.block.4": (96, 3),
                "features.3": (48, 1),
            },
        ),
        # Rows x columns x channels.
        (
            swin,
            64,
            ["features.0", "features.1.0", "features.1.0.mlp.1", "features.2", "norm"],
            {
                "features.0": (24, 3),
                "features.1.0": (24, 3),
                "features.1.0.mlp.1": (96, 3),
                "features.2": (48, 3),
                "norm": (48, 3),
            },
        ),
    ],
)
def test_units_are_where_they_are(
    make: object, size: int, layers: list[str], expected: dict[str, tuple[int, int]], tmp_path: Path
) -> None:
    assert callable(make)
    recorded = record(make(), [torch.rand(2, 3, size, size)], name="a", to=tmp_path, layers=layers, progress=False)
    assert {layer.name: (layer.units, layer.unit_axis) for layer in recorded.layers} == expected


def test_what_is_not_plain_is_refused_and_can_be_said(tmp_path: Path) -> None:
    # Four rows, four columns, four features: nobody can tell.
    model = nn.Sequential(nn.Linear(4, 4), nn.Identity())
    loader = [torch.rand(3, 4, 4, 4)]
    with pytest.raises(RecordingError, match=r"not plain which axis of 1, \(3, 4, 4, 4\)"):
        record(model, loader, name="a", to=tmp_path / "a", layers="1", progress=False)
    recorded = record(model, loader, name="a", to=tmp_path / "b", layers="1", unit_axis={"1": -1}, progress=False)
    assert recorded.layers[0].unit_axis == 3
    with pytest.raises(RecordingError, match="unit_axis is 7 for 1"):
        record(model, loader, name="a", to=tmp_path / "c", layers="1", unit_axis=7, progress=False)


def test_stimuli_on_the_second_axis_are_found_or_refused(tmp_path: Path) -> None:
    layer = nn.TransformerEncoderLayer(8, 2, 16)

    class Turned(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = layer

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.inner(x.transpose(0, 1)).transpose(0, 1)

    model, stimuli = Turned(), torch.rand(3, 5, 8)
    recorded = record(model, [stimuli], name="a", to=tmp_path / "a", layers=["inner", "inner.linear1"], progress=False)
    assert [(each.name, each.shape, each.unit_axis) for each in recorded.layers] == [
        ("inner.linear1", (5, 16), 2),
        ("inner", (5, 8), 2),
    ]
    # Five tokens, and five stimuli in the last batch: plain by then.
    known = record(model, [stimuli, torch.rand(5, 5, 8)], name="a", to=tmp_path / "c", layers="inner", progress=False)
    assert known.probe_set.count == 8
    with pytest.raises(RecordingError, match="first axis or on the second"):
        record(model, [torch.rand(5, 5, 8)], name="a", to=tmp_path / "b", layers="inner", progress=False)


def test_what_has_no_axis_of_stimuli_is_passed_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    class Windows(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner, self.outer = nn.Linear(4, 4), nn.Linear(8, 3)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.outer(self.inner(x.reshape(-1, 4)).reshape(len(x), 8))

    recorded = record(Windows(), [torch.rand(5, 8)], name="a", to=tmp_path / "a", progress=False)
    assert [layer.name for layer in recorded.layers] == ["outer"]
    assert recorded.skipped == {"inner": "inner is (10, 4) for 5 stimuli: its first axis is not theirs."}
    with pytest.raises(RecordingError, match=r"inner is \(10, 4\) for 5 stimuli"):
        record(Windows(), [torch.rand(5, 8)], name="a", to=tmp_path / "b", layers="inner", progress=False)


def test_parts_that_are_computed_at_once_where_nobody_looks_are_recorded(tmp_path: Path) -> None:
    model = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, activation="gelu").train()
    before = model.activation_relu_or_gelu
    recorded = record(
        model, [torch.rand(3, 5, 8)], name="a", to=tmp_path, layers=["linear?", "self_attn"], progress=False
    )
    assert {layer.name: (layer.units, layer.unit_axis) for layer in recorded.layers} == {
        "self_attn": (8, 2),
        "linear1": (16, 2),
        "linear2": (8, 2),
    }
    assert model.activation_relu_or_gelu == before


def test_paths_are_those_of_the_model_alone_however_it_is_wrapped(tmp_path: Path) -> None:
    model = nn.DataParallel(nn.Sequential(nn.Linear(4, 3), nn.ReLU()))
    recorded = record(model, [torch.rand(3, 4)], name="a", to=tmp_path, layers=["0", "1"], progress=False)
    assert [layer.name for layer in recorded.layers] == ["0", "1"]
