"""The operations that the client sends. All that may be computed says how it stands where it is not there."""

from __future__ import annotations

COMPUTATION = "... on Computation { state title error }"
UNAVAILABLE = "... on Unavailable { message }"
INCOMPARABLE = "... on Incomparable { message reason }"
_PAGE = "pageInfo { hasNextPage endCursor }"
_ON = "probeSet: $probeSet, reduction: $reduction"

NETWORKS = f"""query ($after: String, $run: String) {{
  networks(first: 500, after: $after, filter: {{ run: $run }}) {{
    nodes {{ slug name architecture format unitCount run step layers {{ totalCount }} }} {_PAGE}
  }}
}}"""

LAYERS = f"""query ($id: ID!, $after: String) {{
  node(id: $id) {{ ... on Network {{ layers(first: 500, after: $after) {{ nodes {{ name kind unitCount positions }} {_PAGE} }} }} }}
}}"""

UNITS = f"""query ($id: ID!, $after: String, $probeSet: ID, $reduction: ReductionInput) {{
  node(id: $id) {{ ... on Layer {{ units(first: 500, after: $after) {{
    nodes {{ index statistics({_ON}) {{
      __typename ... on UnitStatistics {{ condition mean deviation minimum maximum zeroShare }} {COMPUTATION} {UNAVAILABLE}
    }} }} {_PAGE}
  }} }} }}
}}"""

RECORDING = f"""query ($id: ID!, $probeSet: ID, $reduction: ReductionInput) {{
  node(id: $id) {{ ... on Layer {{ recording({_ON}) {{ __typename ... on Recording {{ npy }} {COMPUTATION} {UNAVAILABLE} }} }} }}
}}"""

PROBE_SET = "query ($id: ID!) { node(id: $id) { ... on ProbeSet { slug digest count } } }"

REMOVE_PROBE_SET = "mutation ($id: ID!) { removeProbeSet(id: $id) { removedId } }"
REMOVE_NETWORK = "mutation ($id: ID!) { removeNetwork(id: $id) { removedId } }"


def comparing(fields: str, arguments: str = "") -> str:
    """A document that asks a comparison for these fields."""
    return f"""query ($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput{arguments}) {{
  compare(left: $left, right: $right, {_ON}) {{ __typename ... on LayerComparison {{ {fields} }} {INCOMPARABLE} }}
}}"""


FACTS = comparing("id samples probeSet { slug } left { name network { slug } } right { name network { slug } }")

MATCHES = comparing(
    f"""matching(rule: $rule, by: $by) {{ __typename ... on Matching {{ matches(first: 500, after: $after) {{
      nodes {{ rank value mutual source {{ index }} target {{ index }} }} {_PAGE}
    }} }} {COMPUTATION} {INCOMPARABLE} }}""",
    ", $rule: MatchRule!, $by: Measure!, $after: String",
)

MATRIX = comparing(
    f"matrix(by: $by) {{ __typename ... on Matrix {{ npy }} {COMPUTATION} {INCOMPARABLE} }}",
    ", $by: Measure!",
)

_SIMILARITY = (
    f"__typename ... on Similarity {{ value range direction symmetric samples caveats %s }} {COMPUTATION} {UNAVAILABLE}"
)
_BASELINE = f"""baseline(kind: $kind, repeats: $repeats, seed: $seed) {{
  __typename ... on SimilarityBaseline {{ mean best5Percent pValue repeats }} {COMPUTATION} {UNAVAILABLE}
}}"""

SIMILARITY = comparing(f"similarity(by: $by) {{ {_SIMILARITY % ''} }}", ", $by: SimilarityMeasure!")

SIMILARITY_WITH_BASELINE = comparing(
    f"similarity(by: $by) {{ {_SIMILARITY % _BASELINE} }}",
    ", $by: SimilarityMeasure!, $kind: BaselineKind!, $repeats: Int!, $seed: Int!",
)

MATCH_OF_UNIT = f"""query ($unit: ID!, $in: ID!, $by: Measure!, $kind: BaselineKind!, $probeSet: ID, $reduction: ReductionInput) {{
  node(id: $unit) {{ ... on Unit {{ match(in: $in, rule: GREEDY, by: $by, {_ON}) {{
    __typename ... on Match {{ value mutual target {{ index }} baseline(kind: $kind) {{
      __typename ... on MatchBaseline {{ percentile95 }} {COMPUTATION} {UNAVAILABLE}
    }} }}
    ... on Unmatched {{ message }} {COMPUTATION} {INCOMPARABLE}
  }} }} }}
}}"""
