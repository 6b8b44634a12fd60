from __future__ import annotations

import sys
from typing import cast
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import requests
import torch
from models import Convolutions, images

from unitgraph import (
    Client,
    Incomparable,
    MissingPackage,
    NotFound,
    QueryError,
    ServerUnreachable,
    StillComputing,
    Unavailable,
    record,
)
from unitgraph.graphql import pending_in, with_type_names
from unitgraph.names import layer_name
from unitgraph.query import Queries
from unitgraph.transport import Transport

PAIR = ("alexnet-1/conv1", "alexnet-2/conv1")
MEAN = """query ($left: ID!, $right: ID!) { compare(left: $left, right: $right) {
  ... on LayerComparison { matching(rule: GREEDY) { ... on Matching { mean } } } } }"""


def test_values_that_are_not_there_yet_are_waited_for(client: Client, name: str) -> None:
    torch.seed()  # Values that nobody ever asked for.
    for side in "ab":
        record(Convolutions(), [images(50)], name=f"{name}-{side}", to=client, layers="conv1", progress=False)
    layers = {side: f"layer:{name}-{letter}/conv1" for side, letter in (("left", "a"), ("right", "b"))}
    with pytest.raises(StillComputing, match=r"compare\.matching.*Ask again"):
        client.query(MEAN, layers, wait=0)
    data = client.query(MEAN, layers)
    assert list(data) == ["compare"] and list(data["compare"]) == ["matching"]
    assert list(data["compare"]["matching"]) == ["mean"] and 0 < data["compare"]["matching"]["mean"] < 1
    assert client.query(MEAN, layers, wait=0) == data


def test_grids_are_waited_for_until_none_of_their_cells_is_pending(client: Client) -> None:
    grid = """{ network(slug: "resnet-1") { similarity(to: "network:resnet-2", kinds: [RESIDUAL]) {
      ... on LayerMatrix { cells { pending values } } } } }"""
    cells = client.query(grid)["network"]["similarity"]["cells"]
    assert cells["pending"] == 0 and all(value is not None for value in cells["values"])


def test_what_the_answer_says_of_types_is_only_what_was_asked_for(client: Client) -> None:
    node = 'query { node(id: "layer:alexnet-1/conv1") { %s... on Layer { name } } }'
    assert client.query(node % "")["node"] == {"name": "conv1"}
    assert client.query(node % "__typename ")["node"] == {"__typename": "Layer", "name": "conv1"}


def test_type_names_go_where_fragments_are_and_nowhere_else() -> None:
    query = """query ($r: R = {kind: MEAN}) { a(x: {y: "{ ... }"}) { b # { ...
      ...on C { d } } e { f } }"""
    assert with_type_names(query) == query.replace(") { b", ") { __typename b")
    assert pending_in({"a": [{"__typename": "Computation"}, {"b": {"pending": 2}}, {"pending": 0}]}) == [
        "a[0]",
        "a[1].b",
    ]


def test_errors_of_a_query_have_the_servers_words(client: Client) -> None:
    with pytest.raises(QueryError, match='Cannot query field "nonsense"') as raised:
        client.query("{ nonsense }")
    assert raised.value.code == "GRAPHQL_VALIDATION_FAILED"
    with pytest.raises(QueryError, match="The operation costs .* Ask for smaller pages"):
        client.query(
            "{ networks(first: 500) { nodes { layers(first: 500) { nodes { units(first: 500) { nodes { index } } } } } } }"
        )


def test_a_server_that_is_not_there_or_is_another_one_is_said() -> None:
    with pytest.raises(ServerUnreachable, match=r"no answer from http://127\.0\.0\.1:9/ .*npm start"):
        Client("http://127.0.0.1:9").networks()
    for url in ("127.0.0.1:4000", "ftp://there", ""):
        with pytest.raises(ValueError, match="no address of a server"):
            Client(url)


def test_names_that_are_not_there_are_said(client: Client) -> None:
    with pytest.raises(NotFound, match="no network nothing"):
        client.layers("nothing")
    with pytest.raises(NotFound, match="no layer alexnet-1/conv99"):
        client.recording("alexnet-1/conv99")
    with pytest.raises(NotFound, match="no probe set nothing"):
        client.probe_set("nothing")
    with pytest.raises(NotFound, match="conv99"):
        client.compare("alexnet-1/conv99", PAIR[1])
    with pytest.raises(ValueError, match="give network and layer, such as"):
        client.compare("conv1", PAIR[1])


def test_layers_that_cannot_be_compared_are_refused_with_the_reason(client: Client) -> None:
    with pytest.raises(Incomparable) as raised:
        client.compare("alexnet-1/conv1", "alexnet-1/conv3")
    assert raised.value.reason == "POSITIONS"
    with pytest.raises(Unavailable, match="no rotation changes|rotation"):
        client.compare(*PAIR).similarity("cka_linear", baseline="rotation")


def test_tables_hold_what_the_graph_holds(client: Client) -> None:
    networks = client.networks()
    assert networks.loc["alexnet-1"].drop("step").to_dict() == {
        "name": "AlexNet-shaped 1",
        "architecture": "AlexNet-shaped",
        "format": "ONNX",
        "layers": 8,
        "units": 554,
        "run": None,
    }
    layers = client.layers("alexnet-1")
    assert layers.loc["conv3", "positions"] == (4, 4) and layers["units"].sum() == 554
    units = client.units(PAIR[0])
    recording = client.recording(PAIR[0])
    assert recording.shape == (1797 * 64, 32) and recording.dtype == np.float32
    np.testing.assert_allclose(units["maximum"], recording.max(axis=0), rtol=1e-6)
    np.testing.assert_allclose(units["zero_share"], (recording == 0).mean(axis=0), atol=1e-6)


def test_a_comparison_has_matches_a_matrix_and_similarities(client: Client) -> None:
    comparison = client.compare(*PAIR)
    matches, matrix = comparison.matches(), comparison.matrix()
    assert matches["value"].is_monotonic_decreasing and matches["right"].is_unique and len(matches) == 32
    np.testing.assert_allclose(matrix[matches["left"], matches["right"]], matches["value"], atol=1e-6)
    mutual = comparison.matches("mutual")
    assert mutual["mutual"].all() and len(mutual) <= 32
    similarity = comparison.similarity("assignment_mean", baseline="permutation")
    assert float(similarity) == pytest.approx(matches["value"].mean(), abs=1e-6)
    assert similarity.higher_is_more_alike and similarity.baseline is not None
    assert similarity.baseline.mean < similarity.value and similarity.baseline.p_value == 0.05
    assert comparison.matrix("spearman").shape == (32, 32)
    with pytest.raises(QueryError, match="MatchRule"):
        comparison.matches("best")


def test_the_page_is_where_the_dashboard_has_it(client: Client) -> None:
    page = client.compare(*PAIR, reduction="mean", probe_set="digits").page
    assert page == (
        f"{client.url}compare?left=layer:alexnet-1/conv1&right=layer:alexnet-2/conv1&probeSet=probe-set:digits&reduction=MEAN"
    )
    # Where the dashboard runs, it is there.
    if requests.get(client.url, timeout=10).ok:
        assert requests.get(page, timeout=30).status_code == 200


def test_layers_may_have_any_name(client: Client, name: str) -> None:
    odd = "block ~ 100 %/x?&y"
    record(Convolutions(), [images(50)], name=name, to=client, layers={"conv1": odd, "conv2": "conv2"}, progress=False)
    assert client.layers(name).index.tolist() == [odd, "conv2"]
    comparison = client.compare(f"{name}/{odd}", f"{name}/{odd}")
    np.testing.assert_allclose(np.diag(comparison.matrix()), 1, atol=1e-6)
    assert client.recording(f"{name}/{odd}").shape == (50 * 64, 6)
    asked = parse_qs(urlsplit(comparison.page).query)
    assert asked == {"left": [comparison.left], "right": [comparison.right]}
    assert layer_name(comparison.left) == (name, odd)


def test_without_pandas_tables_say_what_they_need_and_arrays_do_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPackage, match="needs pandas.*pip install pandas"):
        client.networks()
    assert client.compare(*PAIR).matrix().shape == (32, 32)


def test_without_torch_recording_says_what_it_needs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingPackage, match="needs torch.*pip install torch"):
        record(object(), [], name="a", to=client)


def test_a_network_that_is_not_there_cannot_be_removed(client: Client) -> None:
    with pytest.raises(NotFound, match="nothing"):
        client.remove_network("nothing")


class Answering:
    """A server that always answers at once that it still computes, as it does for what failed."""

    def __init__(self, failed: list[dict[str, str]]) -> None:
        self.failed, self.asked = failed, 0

    def json(self, _method: str, _path: str, body: dict[str, str], **_options: object) -> dict[str, object]:
        self.asked += 1
        if "computations" in body["query"]:
            return {"data": {"computations": {"nodes": self.failed}}}
        return {"data": {"a": {"__typename": "Computation"}}}


def test_a_computation_that_failed_is_an_error_and_not_waited_for_for_ever() -> None:
    failed = Answering([{"title": "Correlate", "state": "FAILED", "error": "The disk is full."}])
    with pytest.raises(QueryError, match=r"Correlate: The disk is full\."):
        Queries(cast(Transport, failed), wait=600).ask("{ a { ... on B { c } } }", None, None)
    assert failed.asked < 10
