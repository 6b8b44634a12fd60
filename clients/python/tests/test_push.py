from __future__ import annotations

import json
from pathlib import Path

import pytest
from models import Convolutions, batches, images
from proxy import CuttingProxy
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from unitgraph import Client, OtherStimuli, RecordingError, RequestRefused, ServerUnreachable, record
from unitgraph.recording.record import _spool_folder


def _record(model: nn.Module, name: str, to: Client | Path) -> object:
    return record(
        model,
        batches(images(), 10, 30),
        name=name,
        to=to,
        layers=["conv1"],
        shard_bytes=6 * 64 * 4 * 10,
        progress=False,
    )


def _cache(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").rglob("*.safetensors"))


def test_a_recording_arrives_with_its_facts_and_leaves_nothing_behind(
    client: Client, name: str, tmp_path: Path
) -> None:
    model = Convolutions()
    first = _record(model, name, client)
    assert client.networks().loc[name].drop("step").to_dict() == {
        "name": name,
        "architecture": "Convolutions",
        "format": "RECORDED",
        "layers": 1,
        "units": 6,
        "run": None,
    }
    assert _cache(tmp_path) == []
    # Once more is the same import: nothing is refused, nothing is there twice.
    assert _record(model, name, client) == first


def test_a_folder_is_sent_later(client: Client, name: str, tmp_path: Path) -> None:
    _record(Convolutions(), name, tmp_path / "folder")
    digest = client.push(tmp_path / "folder", progress=False)
    assert client.push(tmp_path / "folder", progress=False) == digest
    assert client.layers(name).index.tolist() == ["conv1"]
    with pytest.raises(RecordingError, match="no manifest.json"):
        client.push(tmp_path)


def test_a_connection_that_is_cut_is_made_again(client: Client, name: str, tmp_path: Path) -> None:
    proxy = CuttingProxy(client.url, after=9_000, cuts=2)
    try:
        _record(Convolutions(), name, Client(proxy.url))
    finally:
        proxy.close()
    assert proxy.made == 2
    assert client.layers(name).loc["conv1", "units"] == 6


def test_one_that_is_cut_for_good_is_an_error_and_the_same_call_goes_on(
    client: Client, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unitgraph.imports.PAUSES", (0.01, 0.01))
    model = Convolutions()
    _record(model, name, tmp_path / "folder")
    manifest = json.loads((tmp_path / "folder" / "manifest.json").read_text())
    assert len(manifest["recordings"][0]["shards"]) == 4
    proxy = CuttingProxy(client.url, after=9_000, cuts=100)
    shown: list[int] = []
    model.register_forward_pre_hook(lambda _module, _inputs: shown.append(1))
    try:
        with pytest.raises(ServerUnreachable, match="lost while shard-00000.safetensors was sent.*same call again"):
            _record(model, name, Client(proxy.url))
    finally:
        proxy.close()
    assert len(_cache(tmp_path)) == 4 and len(shown) == 2
    # One of the files arrives by another way in the meantime.
    transport = client.transport
    spool = next(folder for folder in (tmp_path / "cache" / "unitgraph" / "recordings").iterdir())
    standing = transport.json("POST", "imports", json.loads((spool / "manifest.json").read_text()))
    with (spool / "shard-00002.safetensors").open("rb") as file:
        transport.put(f"imports/{standing['digest']}/shards/2", file)
    _record(model, name, client)
    assert len(shown) == 2, "nothing was computed again"
    assert client.layers(name).loc["conv1", "units"] == 6 and _cache(tmp_path) == []


def test_a_server_that_is_down_is_found_before_anything_is_computed(name: str) -> None:
    model = Convolutions()
    model.register_forward_pre_hook(lambda _module, _inputs: pytest.fail("The model ran."))
    with pytest.raises(ServerUnreachable):
        _record(model, name, Client("http://127.0.0.1:9"))


def test_what_the_server_refuses_is_said_in_its_words_and_kept(client: Client, name: str, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="alexnet-1 is a network that runs on the server"):
        _record(Convolutions(), "alexnet-1", client)
    _record(Convolutions(), name, client)
    with pytest.raises(RequestRefused, match="conv1 of .* is there already.*Remove that import first") as raised:
        _record(Convolutions(), name, client)
    assert raised.value.status == 422
    assert len(_cache(tmp_path)) == 4
    client.remove_network(name)
    folder = tmp_path / "folder"
    _record(Convolutions(), name, folder)
    shard = folder / "shard-00001.safetensors"
    shard.write_bytes(shard.read_bytes()[:-1] + b"!")
    with pytest.raises(RequestRefused, match="shard-00001.safetensors.*SHA-256"):
        client.push(folder, progress=False)


def test_a_probe_set_of_another_size_is_found_before_anything_is_computed(client: Client, name: str) -> None:
    model = Convolutions()
    model.register_forward_pre_hook(lambda _module, _inputs: pytest.fail("The model ran."))
    loader = DataLoader(TensorDataset(images(40)), batch_size=10)
    with pytest.raises(OtherStimuli, match="has 40 stimuli, and the server's probe set digits has 1797"):
        record(model, loader, name=name, to=client, probe_set="digits", progress=False)


def test_interrupted_recordings_have_a_place_of_their_own(tmp_path: Path) -> None:
    assert _spool_folder("ab" * 32).is_relative_to(tmp_path / "cache")
