"""Mutual information of every unit of FOLDER/left.npy with every unit of FOLDER/right.npy in NumPy, bins included.

    python alternatives.py FOLDER

A loop of numpy.histogram2d over a part of the pairs, and three ways without a loop over pairs: products of one-hot codes, one bincount for
a unit with all units of the other side, and the products of sparse one-hot codes. Writes FOLDER/alternatives.json: seconds
of each, and the values in nats of units that vary.
"""

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from scipy import sparse

FOLDER = Path(sys.argv[1])
BINS = 9
FLOOR = np.float32(1e-6)
SIDES = [np.load(FOLDER / f"{side}.npy") for side in ("left", "right")]
LIVE = [np.ascontiguousarray(side[:, side.min(0) != side.max(0)].T) for side in SIDES]
SAMPLES = len(SIDES[0])
#: Seconds that the loop may take, and that one way is repeated for.
ENOUGH = 3


def inner_edges(unit):
    """Edges between nine bins of equal mass of the values above the floor, equal ones merged."""
    positive = unit[unit > FLOOR]
    return np.unique(np.quantile(positive, np.linspace(0, 1, BINS + 1)[1:-1])) if len(positive) else np.empty(0)


def coded():
    """The bin of every value: 0 up to the floor, then 1 to 9, each holding its lower edge."""
    return [
        np.array([np.where(unit > FLOOR, 1 + np.searchsorted(inner_edges(unit), unit, "right"), 0) for unit in side], np.uint8)
        for side in LIVE
    ]


def information_of(joint):
    """Nats, from ... x bins x bins of counts."""

    def entropy(counts, axes):
        shares = counts / SAMPLES
        return -np.sum(shares * np.log(shares, out=np.zeros_like(shares), where=shares > 0), axis=axes)

    return entropy(joint.sum(-1), -1) + entropy(joint.sum(-2), -1) - entropy(joint, (-2, -1))


def by_products():
    """Joint counts as float32 products of one-hot codes, exact below 2**24; counts of silence follow from those of each unit."""
    codes = coded()
    p, q = map(len, codes)
    inner = np.zeros((p * BINS, q * BINS), np.float32)
    numbers = np.arange(1, BINS + 1, dtype=np.uint8)[None, :, None]
    for first in range(0, SAMPLES, 4096):
        hot = [
            (side[:, None, first : first + 4096] == numbers).astype(np.float32).reshape(len(side) * BINS, -1)
            for side in codes
        ]
        inner += hot[0] @ hot[1].T
    return information_of(with_silence(inner, codes))


def by_sparse_products():
    """The same of SciPy's sparse matrices."""
    codes = coded()
    hot = []
    for side in codes:
        unit, sample = np.nonzero(side)
        ones = np.ones(len(unit), np.float32)
        hot.append(sparse.csr_array((ones, (unit * BINS + side[unit, sample] - 1, sample)), (len(side) * BINS, SAMPLES)))
    return information_of(with_silence((hot[0] @ hot[1].T).toarray(), codes))


def with_silence(inner, codes):
    p, q = map(len, codes)
    counts = [(side[:, None] == np.arange(BINS + 1)[None, :, None]).sum(2) for side in codes]
    joint = np.zeros((p, q, BINS + 1, BINS + 1))
    joint[:, :, 1:, 1:] = inner.reshape(p, BINS, q, BINS).transpose(0, 2, 1, 3)
    joint[:, :, 1:, 0] = counts[0][:, None, 1:] - joint[:, :, 1:, 1:].sum(3)
    joint[:, :, 0, 1:] = counts[1][None, :, 1:] - joint[:, :, 1:, 1:].sum(2)
    joint[:, :, 0, 0] = SAMPLES - joint.sum((2, 3))
    return joint


def by_bincount(every=1):
    """One bincount for each unit of the left with all units of the right; every so many units of the left."""
    codes = coded()
    cells = (BINS + 1) ** 2
    offsets = codes[1].astype(np.int64) + (np.arange(len(codes[1])) * cells)[:, None]
    rows = [
        np.bincount((offsets + unit.astype(np.int64) * (BINS + 1)).ravel(), minlength=len(offsets) * cells)
        for unit in codes[0][::every]
    ]
    return information_of(np.array(rows).reshape(len(rows), -1, BINS + 1, BINS + 1))


def all_edges():
    """Of every unit, as histogram2d wants them: the first bin ends behind the floor, the last has no end."""
    floor = [-np.inf, np.nextafter(FLOOR, np.float32(1))]
    return [[np.concatenate((floor, inner_edges(unit), [np.inf])) for unit in side] for side in LIVE]


def by_histogram2d(pairs, edges):
    counts = [
        np.histogram2d(LIVE[0][row], LIVE[1][column], bins=(edges[0][row], edges[1][column]))[0] for row, column in pairs
    ]
    return np.array([information_of(joint) for joint in counts])


def timed(run):
    """The result, and the median of seconds of as many runs as ENOUGH allows."""
    seconds = []
    while not seconds or (sum(seconds) < ENOUGH and len(seconds) < 20):
        start = perf_counter()
        result = run()
        seconds.append(perf_counter() - start)
    return result, median(seconds)


values, products = timed(by_products)
others, sparsely = timed(by_sparse_products)
assert np.allclose(values, others, atol=1e-9)
# A part, since the whole takes long; at least eight units.
every = max(1, len(LIVE[0]) // 8)
some, taken = timed(lambda: by_bincount(every))
assert np.allclose(values[::every], some, atol=1e-9)
edges, cutting = timed(all_edges)
pairs = [(int(row), int(column)) for row, column in np.random.default_rng(1).integers(0, values.shape, (2000, 2))]
start = perf_counter()
count = 0
while perf_counter() - start < ENOUGH and count < len(pairs):
    single = by_histogram2d(pairs[count : count + 8], edges)
    assert np.allclose(single, [values[pair] for pair in pairs[count : count + 8]], atol=1e-9)
    count += 8
loop = (perf_counter() - start) / count * values.size + cutting
written = {
    "histogram": {"seconds": loop, "pairs": count, "of": values.size},
    "vectorised": {
        "float32 products of one-hot codes": products,
        "sparse products": sparsely,
        "one bincount a row (from a part)": taken / len(some) * len(values),
    },
    "values": values.tolist(),
}
(FOLDER / "alternatives.json").write_text(json.dumps(written))
