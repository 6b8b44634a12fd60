"""A server, and names in it that no other test has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import torch

from unitgraph import Client

# The models are small, and others use the cores, too.
torch.set_num_threads(1)


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def _same_numbers() -> None:
    torch.manual_seed(0)


@pytest.fixture(scope="session")
def address() -> str:
    """Where a server runs: test/client starts one."""
    address = os.environ.get("UNITGRAPH_SERVER")
    if not address:
        pytest.fail("UNITGRAPH_SERVER names no server. `npx vitest run test/client` starts one.")
    return address


@pytest.fixture
def client(address: str) -> Client:
    return Client(address, wait=120)


@pytest.fixture
def name(client: Client) -> Iterator[str]:
    """A slug; networks whose slugs begin with it are removed afterwards."""
    slug = f"test-{uuid4().hex[:10]}"
    yield slug
    for found in client.networks().index:
        if str(found).startswith(slug):
            client.remove_network(str(found))
