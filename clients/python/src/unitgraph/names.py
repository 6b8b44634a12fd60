"""Names of layers and units, as people write them, and the ids that the graph knows them by."""

from __future__ import annotations

import re
from urllib.parse import quote

SLUG = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")


def check_slug(name: str, what: str) -> str:
    """The name, where it can stand in ids and addresses. Raises ValueError that suggests one."""
    if SLUG.match(name):
        return name
    like = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:64] or "mine"
    raise ValueError(
        f"{what} is {name!r}: give up to 64 letters, digits, dots, underscores and hyphens, such as {like!r}."
    )


def network_id(name: str) -> str:
    """`alexnet-1` -> `network:alexnet-1`; an id stays as it is."""
    return name if name.startswith("network:") else f"network:{name}"


def probe_set_id(name: str) -> str:
    """`digits` -> `probe-set:digits`; an id stays as it is."""
    return name if name.startswith("probe-set:") else f"probe-set:{name}"


def layer_id(name: str) -> str:
    """`alexnet-1/conv3` -> `layer:alexnet-1/conv3`; an id stays as it is."""
    if name.startswith("layer:"):
        return name
    network, slash, layer = name.partition("/")
    if not slash or not layer or not network:
        raise ValueError(f"{name!r} is no layer: give network and layer, such as 'alexnet-1/conv3'.")
    return f"layer:{network}/{layer.replace('%', '%25').replace('~', '%7E')}"


def layer_name(name: str) -> tuple[str, str]:
    """Network and layer of what `layer_id` takes."""
    network, _, layer = layer_id(name).removeprefix("layer:").partition("/")
    return network, layer.replace("%7E", "~").replace("%25", "%")


def in_address(text: str) -> str:
    """Text for a query string, ids readable in it, as the dashboard writes them."""
    return quote(text, safe=":/,~")
