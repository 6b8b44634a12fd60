"""Stimuli that are brought in, against a real server."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from unitgraph import Client, ProbeSet, RecordingError, RequestRefused, record


@pytest.fixture
def slug(client: Client, name: str) -> Iterator[str]:
    yield name
    for found in client.query("{ probeSets(first: 500) { nodes { slug } } }")["probeSets"]["nodes"]:
        if found["slug"].startswith(name):
            client.remove_probe_set(found["slug"])


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(len(shape)).integers(0, 256, shape, dtype=np.uint8)


def npy_digest(values: np.ndarray) -> str:
    file = io.BytesIO()
    np.save(file, values)
    return hashlib.sha256(file.getvalue()).hexdigest()


def png(pixels: np.ndarray) -> bytes:
    height, width, _ = pixels.shape

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def facts(client: Client, slug: str) -> dict[str, object]:
    query = "query ($id: ID!) { node(id: $id) { ... on ProbeSet { count shape classes credit } } }"
    return dict(client.query(query, {"id": f"probe-set:{slug}"})["node"])


def test_an_array_is_named_by_its_file_and_recorded_on(client: Client, slug: str) -> None:
    images = noise(6, 12, 12, 3)
    made = client.import_probe_set(images, slug, labels=["a", "b"] * 3, classes=["b", "a"], credit="Me", progress=False)
    assert made == ProbeSet(slug=slug, digest=npy_digest(images), count=6)
    assert facts(client, slug) == {"count": 6, "shape": [3, 12, 12], "classes": ["b", "a"], "credit": "Me"}
    tensors = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 255
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(tensors), batch_size=4)
    model = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3))
    record(model, loader, name=f"{slug}-net", to=client, layers=["0"], probe_set=made, progress=False)
    assert client.recording(f"{slug}-net/0", probe_set=slug).shape == (6 * 100, 4)
    again = client.import_probe_set(images, f"{slug}-again", progress=False)
    assert again.slug == slug


def test_a_folder_is_zipped_and_its_folders_are_classes(client: Client, slug: str, tmp_path: Path) -> None:
    images = noise(3, 10, 14, 3)
    for path, pixels in zip(("cat/a.png", "cat/b.png", "dog/a.png"), images, strict=True):
        (tmp_path / "pets" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pets" / path).write_bytes(png(pixels))
    (tmp_path / "pets" / ".DS_Store").write_bytes(b"x")
    made = client.import_probe_set(tmp_path / "pets", slug, progress=False)
    assert made.digest == npy_digest(images)
    assert facts(client, slug)["classes"] == ["cat", "dog"]
    small = client.import_probe_set(tmp_path / "pets", f"{slug}-small", resize=8, progress=False)
    flat = client.import_probe_set(str(tmp_path / "pets"), f"{slug}-flat", resize=(5, 6), progress=False)
    assert [facts(client, str(each.slug))["shape"] for each in (small, flat)] == [[3, 8, 8], [3, 5, 6]]


def test_a_data_set_gives_stimuli_and_labels(client: Client, slug: str) -> None:
    images = noise(5, 3, 9, 9)
    labels = torch.tensor([0, 1, 1, 0, 2])
    data = torch.utils.data.TensorDataset(torch.from_numpy(images), labels)
    made = client.import_probe_set(data, slug, progress=False)
    assert made.count == 5
    assert facts(client, slug)["classes"] == ["0", "1", "2"]
    path = "query ($id: ID!) { node(id: $id) { ... on ProbeSet { stimuli { nodes { label } } } } }"
    found = client.query(path, {"id": f"probe-set:{slug}"})["node"]["stimuli"]["nodes"]
    assert [each["label"] for each in found] == ["0", "1", "1", "0", "2"]


@pytest.mark.parametrize(
    ("stimuli", "labels", "words"),
    [
        ("absent.zip", None, "no file or folder absent.zip"),
        (np.array(["a", "b"]), None, "The array is <U1"),
        (np.zeros((0, 3)), None, r"shape \(0, 3\)"),
        ([np.zeros((2, 2)), np.zeros((3, 2))], None, "Stimulus 1 is float64 of shape"),
        ([b"a"], None, "Stimulus 0 is a bytes, and no tensor"),
        ([], None, "is empty"),
        (7, None, "int is neither a path"),
        (np.zeros((2, 3)), [0.5, 1.5], "The labels are float64"),
        (np.zeros((2, 3)), ["a", ""], "no name of a class"),
    ],
)
def test_what_cannot_be_sent(client: Client, slug: str, stimuli: object, labels: object, words: str) -> None:
    with pytest.raises(RecordingError, match=words):
        client.import_probe_set(stimuli, slug, labels=labels, progress=False)  # type: ignore[arg-type]


def test_what_the_server_refuses(client: Client, slug: str) -> None:
    with pytest.raises(RequestRefused, match=r"(?i)finite|NaN"):
        client.import_probe_set(np.array([[1.0, np.nan], [2, 3]], dtype="float32"), slug, progress=False)
    with pytest.raises(ValueError, match="The name of the probe set is 'not so'"):
        client.import_probe_set(noise(2, 3), "not so", progress=False)
