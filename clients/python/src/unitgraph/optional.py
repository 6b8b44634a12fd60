"""Packages that only some of this one needs, imported when they are."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .errors import MissingPackage

if TYPE_CHECKING:
    from types import ModuleType


def require(package: str, purpose: str) -> Any:
    """The package, imported.

    Raises MissingPackage that says what needs it, and how to install it.
    """
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise MissingPackage(f"{purpose} needs {package}: {error}.", f"Install it: `pip install {package}`.") from error


def find(package: str) -> ModuleType | None:
    """The package, or None where it is not installed."""
    try:
        return importlib.import_module(package)
    except ImportError:
        return None
