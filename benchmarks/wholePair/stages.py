"""The whole analysis of FOLDER/left.npy and right.npy by NumPy, SciPy and scikit-learn, in a process of its own.

    python stages.py FOLDER

Each stage is timed as it is usually called, by the libraries' own functions or as the measure's authors publish it, and, where
that is not the fastest, as tuned as we could make it: products of units kept from one stage to the next, as the other side
keeps them, checks of input left out, threads. Penalties are those that FOLDER/product.json names. Writes FOLDER/python.json:
seconds of each stage both ways, and results.
"""

import json
import os
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import scipy
import sklearn
import threadpoolctl
from scipy import optimize, spatial
from scipy.cluster import hierarchy
from sklearn.linear_model import lasso_path
from sklearn.metrics import mutual_info_score

FOLDER = Path(sys.argv[1])
# A duality gap of 1e-8, as a share of the loss without predictors: half of the target's squares, where scikit-learn takes the whole.
GAP = 5e-9
BINS = 9
FLOOR = np.float32(1e-6)
RUNS, MOST_RUNS, ENOUGH, LONG = 3, 1000, 1, 10

stages, others = {}, {}


def timed(run):
    """The result, and the median of seconds; see timing.mjs, which has the same rule."""
    seconds = []
    while len(seconds) < RUNS or (sum(seconds) < ENOUGH and len(seconds) < MOST_RUNS):
        start = perf_counter()
        result = run()
        seconds.append(perf_counter() - start)
        if seconds[-1] > LONG:
            break
    return result, median(seconds), len(seconds)


def stage(name, usual, tuned=None):
    """Times a stage as it is usually called and as tuned, each a pair of words and a function. Returns the faster one's result."""
    result, seconds, _ = timed(usual[1])
    stages[name] = {"usual": seconds, "usual way": usual[0], "tuned": seconds, "tuned way": usual[0]}
    if tuned is not None:
        other, quicker, _ = timed(tuned[1])
        if quicker < seconds:
            stages[name] |= {"tuned": quicker, "tuned way": tuned[0]}
            result = other
    return result


def part(name, share, run):
    """Notes how long the whole would take, from one run of a part of it."""
    start = perf_counter()
    run()
    others[name] = (perf_counter() - start) / share


def read():
    sides = [np.load(FOLDER / f"{side}.npy") for side in ("left", "right")]
    return sides, [side.mean(0, dtype=float) for side in sides], [side.min(0) != side.max(0) for side in sides]


def correlations_by_corrcoef():
    with np.errstate(invalid="ignore"):
        return np.corrcoef(*samples, rowvar=False)


def products(kind=float):
    """Centred samples, co-moments of all units, and correlations of those that vary."""
    centred = [np.subtract(side, mean, dtype=kind) for side, mean in zip(samples, means)]
    x, y = centred
    xx, xy, yy = x.T @ x, x.T @ y, y.T @ y
    roots = [np.sqrt(np.diag(own)[live]) for own, live in ((xx, lives[0]), (yy, lives[1]))]
    correlations = [
        comoments[np.ix_(lives[i], lives[j])] / np.outer(roots[i], roots[j])
        for comoments, i, j in ((xx, 0, 0), (xy, 0, 1), (yy, 1, 1))
    ]
    return centred, (xx, xy, yy), correlations, roots


def bins(unit):
    """0 up to the floor, then nine bins of equal mass between the inner quantiles, each holding its lower edge."""
    positive = unit[unit > FLOOR]
    if len(positive) == 0:
        return np.zeros(len(unit), np.uint8)
    edges = np.unique(np.quantile(positive, np.linspace(0, 1, BINS + 1)[1:-1]))
    return np.where(unit > FLOOR, 1 + np.searchsorted(edges, unit, "right"), 0).astype(np.uint8)


def coded():
    return [np.array([bins(unit) for unit in np.ascontiguousarray(side[:, live].T)]) for side, live in zip(samples, lives)]


def information_of(joint):
    """Nats, from units x units x bins x bins of counts."""
    n = len(samples[0])

    def entropy(counts, axes):
        shares = counts / n
        return -np.sum(shares * np.log(shares, out=np.zeros_like(shares), where=shares > 0), axis=axes)

    left, right = joint[:, 0].sum(2), joint[0].sum(1)
    return entropy(left, 1)[:, None] + entropy(right, 1)[None] - entropy(joint, (2, 3))


def information_by_products():
    """Joint counts as products of one-hot codes in float32, exact below 2**24; silence follows from the units' own counts."""
    codes = coded()
    p, q = [len(side) for side in codes]
    inner = np.zeros((p * BINS, q * BINS), np.float32)
    step = 4096
    for first in range(0, codes[0].shape[1], step):
        hot = [
            (side[:, None, first : first + step] == np.arange(1, BINS + 1, dtype=np.uint8)[None, :, None])
            .astype(np.float32)
            .reshape(len(side) * BINS, -1)
            for side in codes
        ]
        inner += hot[0] @ hot[1].T
    counts = [(side[:, None] == np.arange(BINS + 1)[None, :, None]).sum(2) for side in codes]
    joint = np.zeros((p, q, BINS + 1, BINS + 1))
    joint[:, :, 1:, 1:] = inner.reshape(p, BINS, q, BINS).transpose(0, 2, 1, 3)
    joint[:, :, 1:, 0] = counts[0][:, None, 1:] - joint[:, :, 1:, 1:].sum(3)
    joint[:, :, 0, 1:] = counts[1][None, :, 1:] - joint[:, :, 1:, 1:].sum(2)
    joint[:, :, 0, 0] = len(samples[0]) - joint.sum((2, 3))
    return information_of(joint)


def pair_by_bincount(a, b):
    return information_of(np.bincount(a.astype(int) * (BINS + 1) + b, minlength=(BINS + 1) ** 2).reshape(1, 1, BINS + 1, -1))


def greedy():
    partners = between.argmax(1)
    values = between[np.arange(len(between)), partners]
    return partners, values, values.mean()


def mutual():
    partners, back = between.argmax(1), between.argmax(0)
    sources = np.flatnonzero(back[partners] == np.arange(len(between)))
    return len(sources), between[sources, partners[sources]].mean()


def assignment():
    rows, columns = optimize.linear_sum_assignment(between, maximize=True)
    return len(rows), between[rows, columns].mean()


def sparse(targets, threads, checked):
    """Losses of the path of each target."""
    x, y = standard
    n = len(x)
    gram = np.ascontiguousarray(within * n)
    cross = np.ascontiguousarray(between.T * n)

    def one(target):
        _, weights, gaps = lasso_path(
            x,
            y[:, target],
            alphas=penalties,
            precompute=gram,
            Xy=cross[target],
            tol=GAP,
            max_iter=100_000,
            check_input=checked,
        )
        assert (gaps <= GAP * n * (1 + 1e-6)).all(), gaps
        return (1 - 2 * weights.T @ between[:, target] + np.sum(weights * (within @ weights), axis=0)) / 2

    with ThreadPoolExecutor(threads) as pool:
        return np.array(list(pool.map(one, targets))).T


def sparse_by_default(targets, precompute):
    x, y = standard
    for target in targets:
        lasso_path(x, y[:, target], alphas=penalties, precompute=precompute, tol=GAP, max_iter=100_000)


def clusters():
    distances = 1 - np.abs(np.block([[within, between], [between.T, beside]]))
    np.fill_diagonal(distances, 0)
    return hierarchy.linkage(spatial.distance.squareform(distances, checks=False), "average")[:, 2]


def cka_by_samples():
    x, y = centred
    return np.linalg.norm(y.T @ x) ** 2 / (np.linalg.norm(x.T @ x) * np.linalg.norm(y.T @ y))


def cka_by_products():
    xx, xy, yy = comoments
    return np.vdot(xy, xy) / np.sqrt(np.vdot(xx, xx) * np.vdot(yy, yy))


def kept(variances):
    return np.searchsorted(np.cumsum(variances) / np.sum(variances), 0.99) + 1


def svcca_by_samples():
    bases = []
    for side in centred:
        vectors, singular, _ = np.linalg.svd(side, full_matrices=False)
        bases.append(vectors[:, : kept(singular**2)])
    return np.linalg.svd(bases[0].T @ bases[1], compute_uv=False).mean(), [base.shape[1] for base in bases]


def svcca_by_products():
    xx, xy, yy = comoments
    bases = []
    for own in (xx, yy):
        variances, vectors = np.linalg.eigh(own)
        variances, vectors = variances[::-1], vectors[:, ::-1]
        count = kept(np.maximum(variances, 0))
        bases.append(vectors[:, :count] / np.sqrt(variances[:count]))
    return np.linalg.svd(bases[0].T @ xy @ bases[1], compute_uv=False).mean(), [base.shape[1] for base in bases]


def procrustes_by_samples():
    x, y = centred
    return np.arccos(min(1, np.linalg.svd(x.T @ y, compute_uv=False).sum() / np.linalg.norm(x) / np.linalg.norm(y)))


def procrustes_by_products():
    xx, xy, yy = comoments
    return np.arccos(min(1, np.linalg.svd(xy, compute_uv=False).sum() / np.sqrt(np.trace(xx) * np.trace(yy))))


def full(matrix):
    """Units x units with the dead ones again, as nothing."""
    whole = np.full([len(live) for live in lives], np.nan)
    whole[np.ix_(*lives)] = matrix
    return [[None if np.isnan(value) else value for value in row] for row in whole.tolist()]


warnings.filterwarnings("ignore")
penalties = np.array(json.loads((FOLDER / "product.json").read_text())["penalties"])
cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()

samples, means, lives = stage("reading", ("np.load, mean", read))
stage("Pearson", ("np.corrcoef", correlations_by_corrcoef), ("centred products", products))
centred, comoments, (within, between, beside), roots = products()
(_, _, rough, _), others["Pearson, centred products in float32"], _ = timed(lambda: products(np.float32))
off = np.abs(rough[1] - between).max()
others[f"  which are off by up to {off:.0e}"] = None
information = stage("mutual information", ("products of one-hot codes", information_by_products))
pairs = [(i, j) for i in range(0, between.shape[0], 32) for j in range(0, between.shape[1], 32)]
codes = coded()
share = len(pairs) / between.size
part("mutual information, mutual_info_score", share, lambda: [mutual_info_score(codes[0][i], codes[1][j]) for i, j in pairs])
part("mutual information, bincount", share, lambda: [pair_by_bincount(codes[0][i], codes[1][j]) for i, j in pairs])
matchings = stage("three matchings", ("argmax, linear_sum_assignment", lambda: (greedy(), mutual(), assignment())))
(_, values, greedy_mean), (mutual_count, mutual_mean), (matched, assigned) = matchings

standard = [
    np.asfortranarray(side[:, live] * (np.sqrt(len(side)) / root)) for side, live, root in zip(centred, lives, roots)
]
targets = range(between.shape[1])
few = targets[:: max(1, len(targets) // 16)]
threads = min((1, cores), key=lambda count: timed(lambda: sparse(few, count, False))[1])
losses = stage(
    "LASSO path",
    ("lasso_path with Gram", lambda: sparse(targets, 1, True)),
    (f"the same without checks, {threads} thread{'s' * (threads > 1)}", lambda: sparse(targets, threads, False)),
)
for name, precompute, count in (("Gram anew for each target", "auto", 2), ("without Gram", False, 1)):
    part(f"LASSO path, {name}", count / len(targets), lambda: sparse_by_default(range(count), precompute))
heights = stage("clustering", ("linkage", clusters))
cka = stage("linear CKA", ("from samples", cka_by_samples), ("from kept products", cka_by_products))
svcca, dimensions = stage("SVCCA", ("SVD of samples", svcca_by_samples), ("eigh of kept products", svcca_by_products))
procrustes = stage("Procrustes", ("from samples", procrustes_by_samples), ("from kept products", procrustes_by_products))

libraries = {
    (library["internal_api"], library.get("architecture"), library["num_threads"])
    for library in threadpoolctl.threadpool_info()
}
runs = ", ".join(f"{api}{f' ({kernel})' if kernel else ''} {threads} threads" for api, kernel, threads in sorted(libraries, key=str))
versions = f"NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}"
results = {
    "deviations": [(root_of / np.sqrt(len(samples[0]))).tolist() for root_of in (np.sqrt(np.diag(comoments[0])), np.sqrt(np.diag(comoments[2])))],
    "Pearson": full(between),
    "mutual information": full(information),
    "three matchings": {
        "greedy": {"mean": greedy_mean, "values": values.tolist()},
        "mutual": {"mean": mutual_mean, "matched": mutual_count},
        "assignment": {"mean": assigned, "matched": matched},
    },
    "LASSO path": {"loss": losses.tolist(), "unconverged": 0},
    "clustering": np.sort(heights).tolist(),
    "linear CKA": cka,
    "SVCCA": {"mean": svcca, "kept": [int(count) for count in dimensions]},
    "Procrustes": procrustes,
}
written = {"runs": f"{versions}; {runs}", "stages": stages, "others": others, "results": results}
(FOLDER / "python.json").write_text(json.dumps(written, default=float))
