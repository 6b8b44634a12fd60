from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import torch
from models import Convolutions, Endless, batches, images, values_in

from unitgraph import OtherStimuli, Recorded, RecordingError, record


def _record(model: torch.nn.Module, loader: Iterable[torch.Tensor], folder: Path) -> Recorded:
    """Five stimuli a file."""
    return record(model, loader, name="a", to=folder, layers="conv1", shard_bytes=6 * 64 * 4 * 5, progress=False)


def _shown(model: torch.nn.Module) -> list[int]:
    """Sizes of the batches that the model sees from now on."""
    sizes: list[int] = []
    model.register_forward_pre_hook(lambda _module, inputs: sizes.append(len(inputs[0])))
    return sizes


def test_the_same_call_goes_on_behind_the_last_file(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    whole = _record(model, [stimuli], tmp_path / "whole")
    # Interrupted behind 27 stimuli: five files are there.
    with pytest.raises(KeyboardInterrupt):
        _record(model, Endless(batches(stimuli, *[9, 9, 9, 13]), 3), tmp_path / "cut")
    assert len(list((tmp_path / "cut").glob("*.safetensors"))) == 5
    shown = _shown(model)
    recorded = _record(model, batches(stimuli, *[8] * 5), tmp_path / "cut")
    assert shown == [8, 8]
    assert (values_in(recorded)["conv1"] == values_in(whole)["conv1"]).all()
    assert recorded.probe_set.digest == whole.probe_set.digest
    # Complete: the stimuli are looked through, and the model sees none.
    _record(model, [stimuli], tmp_path / "cut")
    assert shown == [8, 8]


def test_other_stimuli_than_before_are_refused(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    with pytest.raises(KeyboardInterrupt):
        _record(model, Endless(batches(stimuli, 20, 20), 1), tmp_path)
    for others in (stimuli.flip(0), stimuli[:10], stimuli + 1):
        with pytest.raises(OtherStimuli, match="not the 20 that were recorded"):
            _record(model, [others], tmp_path)
    _record(model, [stimuli], tmp_path)
    with pytest.raises(OtherStimuli, match="not the 40 that were recorded"):
        _record(model, [torch.cat([stimuli, stimuli])], tmp_path)


def test_another_model_does_not_go_on_with_it(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    _record(model, [stimuli], tmp_path)
    with torch.no_grad():
        model.conv1.weight.mul_(1.5)
    with pytest.raises(RecordingError, match="holds another recording"):
        _record(model, [stimuli], tmp_path)


def test_files_that_are_gone_are_made_anew(tmp_path: Path) -> None:
    model, stimuli = Convolutions(), images()
    whole = values_in(_record(model, [stimuli], tmp_path))
    (tmp_path / "shard-00003.safetensors").unlink()
    again = values_in(_record(model, [stimuli], tmp_path))
    assert (again["conv1"] == whole["conv1"]).all()
