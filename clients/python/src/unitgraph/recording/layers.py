"""Which modules of a model are recorded, and what their layers are called."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import NoSuchLayer
from ..optional import require

if TYPE_CHECKING:
    from torch import nn

#: None for the usual layers; paths and patterns; or names by path or pattern.
Layers = str | Sequence[str] | Mapping[str, str] | None


def bare(model: nn.Module) -> nn.Module:
    """The model itself, where it is wrapped to be compiled or to run on several devices: paths are those that it has alone."""
    torch = require("torch", "record()")
    while True:
        compiled = getattr(model, "_orig_mod", None)
        if isinstance(compiled, torch.nn.Module):
            model = compiled
        elif isinstance(model, (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)):
            model = model.module
        else:
            return model


def choose_layers(model: nn.Module, layers: Layers) -> dict[str, str]:
    """Names of layers by the path of their modules, in the order of the model.

    Raises NoSuchLayer for a path or pattern that no module meets; it suggests near ones.
    """
    if layers is None:
        return {path: path for path in usual_layers(model)}
    asked = [layers] if isinstance(layers, str) else layers
    names: dict[str, str | None] = dict(asked) if isinstance(asked, Mapping) else dict.fromkeys(asked)
    paths = [path for path, _ in model.named_modules(remove_duplicate=False)]
    chosen: dict[str, str] = {}
    for pattern, name in names.items():
        found = [path for path in paths if path == pattern] or [path for path in paths if path and meets(path, pattern)]
        if not found:
            raise _no_such(pattern, [path for path in paths if path])
        if name is not None and len(found) > 1:
            raise NoSuchLayer(f"{pattern!r} meets {len(found)} modules, and has one name.", "Name them one by one.")
        for path in found:
            chosen[path] = name or path or "output"
    return {path: chosen[path] for path in paths if path in chosen}


def usual_layers(model: nn.Module) -> list[str]:
    """Paths of convolutions, dense layers and embeddings, and of blocks: members of a `Sequential` or `ModuleList` that
    have parts of their own.

    Normalisations are left out: each of their units is one unit of the layer before, shifted and scaled, which no
    correlation sees.
    """
    nn = require("torch", "record()").nn
    lists = (nn.Sequential, nn.ModuleList)
    weighted = (nn.modules.conv._ConvNd, nn.Linear, nn.Embedding, nn.MultiheadAttention)
    found = []
    modules = dict(model.named_modules())
    for path, module in modules.items():
        inside = modules.get(path.rpartition(".")[0])
        if isinstance(
            inside, nn.MultiheadAttention
        ):  # It computes with the weights of its parts, without running them.
            continue
        is_block = isinstance(inside, lists) and not isinstance(module, lists) and any(True for _ in module.children())
        if path and (isinstance(module, weighted) or type(module).__name__ == "Conv1D" or is_block):
            found.append(path)
    if not found:
        raise NoSuchLayer(
            f"{type(model).__name__} has no convolution, dense layer, embedding or block.",
            "Name its modules: `layers=[...]`.",
        )
    return found


def meets(path: str, pattern: str) -> bool:
    """`*` is any part of a path or piece of one, `**` any number of parts, `?` a character, `[...]` one of several."""
    if not any(sign in pattern for sign in "*?["):
        return False
    parts = re.split(r"(\*\*|\*|\?|\[[^\]]+\])", pattern)
    meaning = {"**": ".*", "*": "[^.]*", "?": "[^.]"}
    known = [meaning.get(part) or (part if part.startswith("[") else re.escape(part)) for part in parts]
    return re.fullmatch("".join(known), path) is not None


def _no_such(pattern: str, paths: Sequence[str]) -> NoSuchLayer:
    near = difflib.get_close_matches(pattern, paths, n=5, cutoff=0.5)
    if not near:
        last = pattern.rpartition(".")[2].strip("*")
        near = [path for path in paths if last and last in path][:5]
    shown, more = near or paths[:12], ", ..." if not near and len(paths) > 12 else ""
    hint = f"{'Near it are' if near else 'Its modules are'} {', '.join(shown)}{more}."
    return NoSuchLayer(f"The model has no module {pattern!r}.", hint)
