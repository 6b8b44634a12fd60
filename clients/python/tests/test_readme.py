"""What the README shows runs, block by block, in one program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import torch
from torch import nn

from unitgraph import Client, record

README = Path(__file__).parent.parent / "README.md"
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)


@pytest.fixture
def run_dry(client: Client) -> Iterator[None]:
    """Without the networks that the README makes, before and afterwards."""
    for _ in range(2):
        for name in client.networks().index:
            if re.fullmatch(r"run-1|run-2|run-[ab]-step\d+", str(name)):
                client.remove_network(str(name))
        yield
        return


class Perceptron(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(192, 24), nn.Linear(24, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc2(self.fc1(x.flatten(1)).relu())


def train_one_step(model: nn.Module) -> None:
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter), alpha=0.01)


def test_a_model_is_on_its_compare_page_in_eight_lines_and_all_else_runs(
    client: Client, run_dry: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = [block.replace("http://127.0.0.1:4000", client.url.rstrip("/")) for block in BLOCKS]
    assert len(blocks) == 4
    assert len([line for line in blocks[0].splitlines() if line.strip()]) <= 8
    names: dict[str, Any] = {}
    exec(blocks[0], names)
    page = capsys.readouterr().out.strip()
    assert page == f"{client.url}compare?left=layer:run-1/layer3&right=layer:run-2/layer3"
    if requests.get(client.url, timeout=10).ok:
        assert requests.get(page, timeout=30).status_code == 200
    live = [(client.units(f"{name}/layer3")["condition"] == "LIVE").sum() for name in ("run-1", "run-2")]
    assert len(client.compare("run-1/layer3", "run-2/layer3").matches()) == min(live) > 200

    client.remove_network("run-1")
    names["model"] = names["torchvision"].models.resnet18()
    exec(blocks[1], names)
    exec(blocks[2], names)
    assert names["recorded"].folder == Path("recordings/run-1")

    client.remove_network("run-2")
    small = [torch.rand(50, 3, 8, 8, generator=torch.Generator().manual_seed(2))]
    record(Perceptron(), small, name="run-2", to=client, progress=False)
    names.update(model=Perceptron(), loader=small, train_one_step=train_one_step)
    exec(blocks[3], names)
    assert list(names["timeline"].checkpoints) == list(range(0, 1001, 100))


def test_the_project_shows_the_same_eight_lines() -> None:
    assert BLOCKS[0] in (README.parent.parent.parent / "README.md").read_text()
