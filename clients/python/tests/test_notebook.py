"""The notebook runs from beginning to end. `UPDATE_NOTEBOOK=1` keeps what its cells put out."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from unitgraph import Client

FILE = Path(__file__).parent.parent / "examples" / "digits.ipynb"


@pytest.fixture(autouse=True)
def _without_its_networks(client: Client) -> None:
    for name in client.networks().index:
        if str(name).startswith(("digits-a-", "digits-b-")):
            client.remove_network(str(name))


def test_the_notebook_runs(address: str, tmp_path: Path) -> None:
    notebook = nbformat.read(FILE, as_version=4)
    runner = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    runner.execute(
        env={
            **os.environ,
            "UNITGRAPH_SERVER": address,
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": str(FILE.parent.parent / "src"),
        }
    )
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    shown = "\n".join(str(cell.outputs) for cell in cells)
    assert "compare?left=layer:digits-a-step200/conv2" in shown
    if os.environ.get("UPDATE_NOTEBOOK") == "1":
        for cell in cells:
            for output in cell.outputs:
                if "text" in output:
                    output["text"] = output["text"].replace(f"{address.rstrip('/')}/", "http://127.0.0.1:4000/")
            cell.metadata.pop("execution", None)
        nbformat.write(notebook, FILE)
    else:
        kept = [cell for cell in nbformat.read(FILE, as_version=4).cells if cell.cell_type == "code"]
        assert all(bool(cell.outputs) == bool(ran.outputs) for cell, ran in zip(kept, cells, strict=True))
