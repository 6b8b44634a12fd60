"""Types and style, as their own tools see them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import unitgraph

HERE = Path(__file__).parent.parent


@pytest.mark.parametrize("command", [["mypy"], ["ruff", "check"], ["ruff", "format", "--check"]], ids=" ".join)
def test_nothing_is_found_by(command: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-m", *command], cwd=HERE, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_package_says_that_it_is_typed_and_what_it_has() -> None:
    assert (HERE / "src" / "unitgraph" / "py.typed").is_file()
    assert all(hasattr(unitgraph, name) for name in unitgraph.__all__)
    assert list(unitgraph.__all__) == sorted(unitgraph.__all__, key=lambda name: (name[0].islower(), name))
