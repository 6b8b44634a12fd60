from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from models import Convolutions, Tokens, batches, images, values_in
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from unitgraph import (
    NotFinite,
    OtherStimuli,
    ProbeSet,
    RecordingError,
    Sampled,
    ShuffledLoader,
    StimulusDigest,
    record,
)


def test_layers_are_what_their_modules_put_out_before_others_write_over_it(tmp_path: Path) -> None:
    model, stimuli = Convolutions().eval(), images()
    recorded = record(model, [stimuli], name="a", to=tmp_path, layers=["conv1", "relu", "fc"], progress=False)
    found = values_in(recorded)
    with torch.no_grad():
        conv1 = model.conv1(stimuli)
        relu1 = conv1.relu()
        relu2 = model.conv2(relu1).relu()
    assert list(found) == ["conv1", "relu", "relu_1", "fc"]
    for name, expected in {"conv1": conv1, "relu": relu1, "relu_1": relu2, "fc": model(stimuli).detach()}.items():
        np.testing.assert_allclose(found[name], expected.numpy(), atol=1e-6)
    assert (found["conv1"] < 0).any()


def test_reductions_are_those_of_the_positions(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    whole = values_in(record(model, [stimuli], name="a", to=tmp_path / "all", layers=["conv1", "fc"], progress=False))
    for reduction, reduce in {"mean": np.mean, "max": np.max}.items():
        recorded = record(
            model,
            batches(stimuli, 7, 33),
            name="a",
            to=tmp_path / reduction,
            layers=["conv1", "fc"],
            reduction=reduction,
            progress=False,
        )
        found = values_in(recorded)
        np.testing.assert_allclose(found["conv1"], reduce(whole["conv1"], axis=(2, 3)), atol=1e-6)
        # A layer without positions has nothing to reduce, and says so.
        np.testing.assert_allclose(found["fc"], whole["fc"], atol=1e-6)
        manifest = json.loads((tmp_path / reduction / "manifest.json").read_text())
        assert [each["reduction"]["kind"] for each in manifest["recordings"]] == [reduction.upper(), "ALL_POSITIONS"]
    with pytest.raises(RecordingError, match="64 positions, and 65 of them"):
        record(model, [stimuli], name="a", to=tmp_path / "many", layers="conv1", reduction=Sampled(65), progress=False)
    with pytest.raises(ValueError, match="give 'all', 'mean', 'max' or Sampled"):
        record(model, [stimuli], name="a", to=tmp_path / "other", reduction="median", progress=False)


def test_batches_do_not_matter(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    said = []
    for number, loader in enumerate(([stimuli], batches(stimuli, 1, 13, 26), batches(stimuli, *[4] * 10))):
        recorded = record(
            model,
            loader,
            name="a",
            to=tmp_path / str(number),
            layers="conv2",
            reduction=Sampled(3, seed=5),
            shard_bytes=900,
            progress=False,
        )
        said.append(
            (
                recorded.probe_set.digest,
                [shard["stimuli"] for shard in _manifest(recorded.folder)["recordings"][0]["shards"]],
            )
        )
        np.testing.assert_allclose(values_in(recorded)["conv2"], values_in_first(tmp_path), atol=1e-6)
    # 8 units x 3 positions x 4 bytes: nine stimuli a file.
    assert said[0] == said[1] == said[2] and said[0][1] == [9, 9, 9, 9, 4]


def values_in_first(folder: Path) -> Any:
    from safetensors.numpy import load_file

    return np.concatenate([load_file(file)["conv2"] for file in sorted((folder / "0").glob("*.safetensors"))])


def _manifest(folder: Path | None) -> Any:
    assert folder is not None
    return json.loads((folder / "manifest.json").read_text())


def test_the_model_is_as_before_afterwards_errors_included(tmp_path: Path) -> None:
    model = Convolutions().train()
    model.fc.eval()

    def state() -> tuple[object, ...]:
        modes = [module.training for module in model.modules()]
        hooks = sum(len(module._forward_hooks) for module in model.modules())
        return (
            modes,
            hooks,
            torch.is_grad_enabled(),
            torch.get_rng_state().tolist(),
            [p.requires_grad for p in model.parameters()],
        )

    before = state()
    loader = DataLoader(TensorDataset(images()), batch_size=8)
    record(model, loader, name="a", to=tmp_path / "a", progress=False)
    assert state() == before

    class Broken(RuntimeError):
        pass

    calls = []

    def breaks(_module: nn.Module, _inputs: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Broken("in the middle")

    handle = model.conv2.register_forward_pre_hook(breaks)
    with pytest.raises(Broken, match="in the middle"):
        record(model, loader, name="a", to=tmp_path / "b", progress=False)
    assert state() == before
    handle.remove()


def test_a_value_that_is_no_number_is_refused_with_its_place(tmp_path: Path) -> None:
    stimuli = images()
    stimuli[23, 0, 2, 5] = torch.nan
    model = Convolutions()
    with torch.no_grad():
        model.conv1.weight[:3] = 0
    with pytest.raises(NotFinite, match="of conv1 is nan on stimulus 23") as raised:
        record(model, batches(stimuli, 20, 20), name="a", to=tmp_path / "a", layers=["conv1"], progress=False)
    assert (raised.value.layer, raised.value.stimulus) == ("conv1", 23)
    # The default selection passes over what does not fit, but never over this.
    with pytest.raises(NotFinite):
        record(model, [stimuli], name="a", to=tmp_path / "b", progress=False)
    with torch.no_grad():
        model.conv1.bias[4] = 1e5
    with pytest.raises(NotFinite, match=r"Unit 4 of conv1 is 1\d+ on stimulus 0, more than float16 holds. .*float32"):
        record(model, [images()], name="a", to=tmp_path / "c", layers="conv1", dtype="float16", progress=False)


def test_float16_halves_files_and_rounds(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    wide, narrow = (
        record(model, [stimuli], name="a", to=tmp_path / dtype, layers="conv1", dtype=dtype, progress=False)  # type: ignore[arg-type]
        for dtype in ("float32", "float16")
    )
    assert values_in(narrow)["conv1"].dtype == np.float16
    np.testing.assert_allclose(values_in(narrow)["conv1"], values_in(wide)["conv1"], atol=2e-3)
    assert _manifest(narrow.folder)["recordings"][0]["dtype"] == "float16"


def test_dictionaries_go_into_the_model_by_name(tmp_path: Path) -> None:
    tokens = torch.randint(0, 50, (10, 7))
    loader = [
        {"attention_mask": torch.ones(5, 7), "input_ids": part, "labels": torch.tensor([1, 0, 1, 1, 0]), "unused": part}
        for part in tokens.split(5)
    ]
    model = Tokens()
    recorded = record(
        model, loader, name="a", to=tmp_path, layers=["embedding", "h.*", "h.0.attention", ""], progress=False
    )
    assert [(layer.name, layer.shape, layer.unit_axis) for layer in recorded.layers] == [
        (name, (7, 12), 2) for name in ("embedding", "h.0.attention", "h.0", "h.1", "output")
    ]
    digest = StimulusDigest()
    digest.add(tokens)
    assert recorded.probe_set.digest == digest.hexdigest()
    assert _manifest(recorded.folder)["probeSet"]["labels"] == [1, 0, 1, 1, 0] * 2
    with torch.no_grad():
        last = model(tokens, torch.ones(10, 7))["last_hidden_state"]
    np.testing.assert_allclose(values_in(recorded)["output"], last.numpy(), atol=1e-6)


def test_stimuli_of_several_sizes_need_a_reduction(tmp_path: Path) -> None:
    loader = [torch.rand(2, 1, 8, 8), torch.rand(2, 1, 10, 10)]
    with pytest.raises(RecordingError, match=r"conv1 is \(6, 10, 10\) for the stimuli from 2 on, and \(6, 8, 8\)"):
        record(Convolutions(), loader, name="a", to=tmp_path / "a", progress=False)
    recorded = record(Convolutions(), loader, name="a", to=tmp_path / "b", reduction="mean", progress=False)
    assert recorded.probe_set.count == 4


def test_loaders_that_shuffle_are_refused(tmp_path: Path) -> None:
    dataset = TensorDataset(images())
    with pytest.raises(ShuffledLoader, match="RandomSampler"):
        record(Convolutions(), DataLoader(dataset, batch_size=4, shuffle=True), name="a", to=tmp_path, progress=False)


@pytest.mark.parametrize("loader", [["text"], [{"labels": torch.tensor([1])}], [()], [torch.rand(0, 1, 8, 8)], [3], []])
def test_loaders_without_stimuli_are_refused(loader: list[Any], tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="(?:Batch 0 of the loader|gives no stimuli)"):
        record(Convolutions(), loader, name="a", to=tmp_path, progress=False)


def test_another_number_of_stimuli_than_the_probe_set_has_is_refused(tmp_path: Path) -> None:
    known = ProbeSet(slug="known", digest="ab" * 32, count=30)
    with pytest.raises(OtherStimuli, match="more than the 30"):
        record(Convolutions(), [images(40)], name="a", to=tmp_path / "a", probe_set=known, progress=False)
    with pytest.raises(OtherStimuli, match="gave 20 stimuli, and known has 30"):
        record(Convolutions(), [images(20)], name="a", to=tmp_path / "b", probe_set=known, progress=False)
    recorded = record(Convolutions(), [images(30)], name="a", to=tmp_path / "c", probe_set=known, progress=False)
    assert recorded.probe_set == known


def test_labels_and_classes_come_along(tmp_path: Path) -> None:
    dataset = TensorDataset(images(), torch.arange(40) % 3)
    dataset.classes = ["cat", "dog", "owl"]
    record(Convolutions(), DataLoader(dataset, batch_size=16), name="a", to=tmp_path, probe_set="pets", progress=False)
    said = _manifest(tmp_path)["probeSet"]
    assert (said["slug"], said["classes"], said["labels"][:4]) == ("pets", ["cat", "dog", "owl"], [0, 1, 2, 0])


def test_names_that_cannot_stand_in_addresses_are_refused_with_one_that_can(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="such as 'ResNet-50-seed-1'"):
        record(Convolutions(), [images()], name="ResNet-50, seed 1", to=tmp_path)


def test_a_model_that_writes_over_its_input_changes_neither_stimuli_nor_their_digest(tmp_path: Path) -> None:
    stimuli = images()
    before, digest = stimuli.clone(), StimulusDigest()
    digest.add(stimuli)
    model = nn.Sequential(nn.ReLU(inplace=True), nn.Conv2d(1, 2, 3))
    recorded = record(model, [(stimuli, torch.arange(40))], name="a", to=tmp_path, progress=False)
    assert (stimuli == before).all() and recorded.probe_set.digest == digest.hexdigest()


def test_another_way_to_show_a_batch_can_be_said(tmp_path: Path) -> None:
    class Pair(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fc = nn.Linear(3, 2)

        def forward(self, left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
            return self.fc(left - right)

    pair = [torch.rand(4, 3), torch.rand(4, 3)]
    with pytest.raises(TypeError):
        record(Pair(), [pair], name="a", to=tmp_path / "a", progress=False)
    recorded = record(
        Pair(), [pair], name="a", to=tmp_path / "b", forward=lambda model, batch: model(*batch), progress=False
    )
    assert recorded.layers[0].name == "fc"


def test_progress_is_a_line_where_tqdm_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("unitgraph.progress.IN_LOG", 0.0)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    record(Convolutions(), batches(images(), 10, 30), name="a", to=tmp_path / "a")
    assert capsys.readouterr().err.splitlines() == ["Recording a: 10 stimuli", "Recording a: 40 stimuli"]
    record(Convolutions(), [images()], name="a", to=tmp_path / "b", progress=False)
    assert capsys.readouterr().err == ""
