"""Makes golden folders: two recordings by a seeded generator, and what other implementations say of them.

    python -m venv /tmp/golden && /tmp/golden/bin/pip install -r requirements.txt
    /tmp/golden/bin/python make.py                     makes the folders of FOLDERS anew, beside this file
    /tmp/golden/bin/python make.py --check FOLDER ...  computes what a folder expects anew and compares

Every number is computed in float64 on the samples themselves, by singular values and Gram matrices of samples, where
Unitgraph goes by second moments of units. Who computes what:

    scikit-learn   mutual information of binned units, least squares, LASSO, mutual neighbours
    SciPy          assignment, RSA's Spearman, clustering, Procrustes (padded to the same shape), distances, quantiles
    NumPy          moments, correlation, CKA (linear, debiased, RBF), CCA, SVCCA, PWCCA by QR and SVD
    POT            soft matching, by its network simplex
    repsim         second opinion on linear CKA and mean CCA (C++); its PWCCA weighs otherwise and is not used
    rsatoolbox     second opinion on the dissimilarities of samples and their Spearman correlation

netrep and similarity-repository cannot be installed from PyPI alone (they ask for packages that are not there).
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import ot
import repsim
import rsatoolbox
from scipy import linalg, optimize, spatial, stats
from scipy.cluster import hierarchy
from sklearn.linear_model import Lasso, LinearRegression
from sklearn.metrics import mutual_info_score
from sklearn.neighbors import NearestNeighbors

HERE = Path(__file__).parent

# name: seed, samples, left units, right units
FOLDERS = {
    "more-left": (101, 700, 34, 15),
    "more-right": (202, 900, 13, 31),
    "few-samples": (303, 48, 60, 52),
}
ALPHAS = (0.02, 0.1, 0.3)
LATENTS = 9


def generate(seed, samples, p, q):
    """Rectified mixtures of shared latents, with the same odd units as in two-networks."""
    random = np.random.default_rng(seed)
    latents = random.normal(size=(samples, LATENTS))

    def side(units):
        mixed = latents @ random.normal(size=(LATENTS, units)) + 1.3 * random.normal(size=(samples, units))
        return np.maximum(0, mixed * random.uniform(0.3, 1.5, size=units) + random.uniform(-0.4, 0.6, size=units))

    left, right = side(p), side(q)
    left[:, 3] = 0
    right[:, 5] = 2.5
    right[:, 1] = 3 * left[:, 2] + 1000
    right[:, 7] = np.tanh(left[:, 6]) ** 2
    return left.astype(np.float32), right.astype(np.float32)


def expect(left, right):
    """What expected.json holds; see README.md for the keys."""
    x, y = left.astype(float), right.astype(float)
    samples, p, q = len(x), x.shape[1], y.shape[1]
    alive = [np.flatnonzero(side.min(0) != side.max(0)) for side in (x, y)]
    xc, yc = x - x.mean(0), y - y.mean(0)
    xc[:, np.setdiff1d(range(p), alive[0])] = 0
    yc[:, np.setdiff1d(range(q), alive[1])] = 0
    zx, zy = xc[:, alive[0]] / xc[:, alive[0]].std(0), yc[:, alive[1]] / yc[:, alive[1]].std(0)
    live = zx.T @ zy / samples
    correlation = np.full((p, q), np.nan)
    correlation[np.ix_(*alive)] = live
    rows, columns = optimize.linear_sum_assignment(-live)
    information, bias = mutual_information(x, y)
    svcca, dims = svcca_of(xc, yc, 0.99)
    return {
        "samples": samples,
        "left_units": p,
        "right_units": q,
        "left_dead": np.setdiff1d(range(p), alive[0]),
        "right_dead": np.setdiff1d(range(q), alive[1]),
        "left_mean": x.mean(0),
        "left_std": np.where(x.min(0) == x.max(0), 0, x.std(0)),
        "right_mean": y.mean(0),
        "right_std": np.where(y.min(0) == y.max(0), 0, y.std(0)),
        "left_top9": np.argsort(-x, axis=0, kind="stable")[:9].T,
        "correlation": correlation,
        "greedy_left_to_right": {
            "source": alive[0],
            "target": alive[1][live.argmax(1)],
            "mean": live.max(1).mean(),
        },
        "greedy_right_to_left": {"mean": live.max(0).mean()},
        "assignment": {
            "source": alive[0][rows],
            "target": alive[1][columns],
            "mean": live[rows, columns].mean(),
        },
        "mutual_information_nats": information,
        "mutual_information_bias": bias,
        "cka_linear": second(linear_cka(xc, yc), repsim.cka([x, y], "linear", "gretton")[0, 1]),
        "cka_debiased": debiased_cka(xc, yc),
        "cka_rbf_0.5": rbf_cka(x, y, 0.5),
        "cca_mean": second(cca(xc, yc).mean(), mean_cca_of_repsim(x[:, alive[0]], y[:, alive[1]])),
        "svcca_0.99_mean": svcca,
        "svcca_0.99_dims": dims,
        "pwcca": pwcca(xc, yc),
        "procrustes_angular": procrustes(xc, yc),
        "rsa_spearman_first200": rsa(x[:200], y[:200]),
        "mutual_knn_10": mutual_knn(x, y, 10),
        "soft_matching_score": 1 - ot.emd2([], [], 1 - live, numItermax=10**7),
        "ols_half_mse": np.mean((zy - LinearRegression().fit(zx, zy).predict(zx)) ** 2) / 2,
        "lasso": [lasso(zx, zy, alpha) for alpha in ALPHAS],
        "hac_average_1_minus_abs_r": clustering(np.hstack([zx, zy])),
    }


def second(value, opinion):
    """The value, once another implementation has come to the same."""
    assert opinion is None or abs(value - opinion) < 1e-7 * max(1, abs(value)), (value, opinion)
    return value


def bins(unit):
    """0 up to 1e-6, then nine bins of equal mass between the inner quantiles, each holding its lower edge."""
    positive = unit[unit > 1e-6]
    if len(positive) == 0:
        return np.zeros(len(unit), int)
    edges = np.unique(np.quantile(positive, np.linspace(0, 1, 10)[1:-1]))
    return np.where(unit > 1e-6, 1 + np.digitize(unit, edges), 0)


def mutual_information(x, y):
    a, b = [[bins(unit) for unit in side.T] for side in (x, y)]
    information = np.array([[mutual_info_score(one, other) for other in b] for one in a])
    counts = [np.array([len(np.unique(unit)) for unit in side]) for side in (a, b)]
    return information, np.outer(counts[0] - 1, counts[1] - 1) / (2 * len(x))


def linear_cka(x, y):
    k, l = x @ x.T, y @ y.T
    return np.sum(k * l) / np.sqrt(np.sum(k * k) * np.sum(l * l))


def debiased_cka(x, y):
    def u_centred(side):
        gram = side @ side.T
        np.fill_diagonal(gram, 0)
        n = len(gram)
        sums = gram.sum(0) / (n - 2)
        gram = gram - sums[:, None] - sums[None] + gram.sum() / ((n - 1) * (n - 2))
        np.fill_diagonal(gram, 0)
        return gram

    k, l = u_centred(x), u_centred(y)
    return np.sum(k * l) / np.sqrt(np.sum(k * k) * np.sum(l * l))


def rbf_cka(x, y, width):
    def centred(side):
        distances = spatial.distance.cdist(side, side, "sqeuclidean")
        kernel = np.exp(-distances / (2 * width**2 * np.median(distances)))
        return kernel - kernel.mean(0) - kernel.mean(1)[:, None] + kernel.mean()

    k, l = centred(x), centred(y)
    return np.sum(k * l) / np.sqrt(np.sum(k * k) * np.sum(l * l))


def basis(side, share=None):
    u, s, _ = np.linalg.svd(side, full_matrices=False)
    if share is None:
        return u[:, s > 1e-9 * s[0]]
    return u[:, : np.searchsorted(np.cumsum(s**2) / np.sum(s**2), share) + 1]


def cca(x, y):
    scaled = [side / np.maximum(side.std(0), 1e-300) for side in (x, y)]
    return np.linalg.svd(basis(scaled[0]).T @ basis(scaled[1]), compute_uv=False)


def mean_cca_of_repsim(x, y):
    # Its "pillai" is the mean. It inverts covariances, so it says nothing where samples are fewer than units.
    return None if len(x) <= x.shape[1] + y.shape[1] else repsim.cca([x, y], "pillai")[0, 1]


def svcca_of(x, y, share):
    a, b = basis(x, share), basis(y, share)
    return np.linalg.svd(a.T @ b, compute_uv=False).mean(), [a.shape[1], b.shape[1]]


def pwcca(x, y):
    a, b = basis(x), basis(y)
    u, s, _ = np.linalg.svd(a.T @ b, full_matrices=False)
    weights = np.abs((a @ u).T @ x).sum(1)
    return np.sum(weights * s) / np.sum(weights)


def procrustes(x, y):
    width = max(x.shape[1], y.shape[1])
    padded = [np.pad(side, ((0, 0), (0, width - side.shape[1]))) for side in (x, y)]
    _, nuclear = linalg.orthogonal_procrustes(*padded)
    return np.arccos(min(1, nuclear / np.linalg.norm(x) / np.linalg.norm(y)))


def rsa(x, y):
    pairs = np.triu_indices(len(x), 1)
    value = stats.spearmanr(*[(1 - np.corrcoef(side))[pairs] for side in (x, y)])[0]
    matrices = [rsatoolbox.rdm.calc_rdm(rsatoolbox.data.Dataset(side), method="correlation") for side in (x, y)]
    return second(value, rsatoolbox.rdm.compare(*matrices, method="spearman")[0, 0])


def mutual_knn(x, y, k):
    def neighbours(side):
        return NearestNeighbors(n_neighbors=k, metric="cosine").fit(side).kneighbors(return_distance=False)

    return np.mean([len(set(a) & set(b)) / k for a, b in zip(neighbours(x), neighbours(y))])


def lasso(x, y, alpha):
    model = Lasso(alpha=alpha, fit_intercept=False, tol=1e-14, max_iter=1_000_000)
    weights = np.array([model.fit(x, target).coef_.copy() for target in y.T])
    return {
        "alpha": alpha,
        "half_mse": np.mean((y - x @ weights.T) ** 2) / 2,
        "nonzero_per_target": np.count_nonzero(weights, axis=1),
        "weights": weights.round(8),
    }


def clustering(units):
    distances = 1 - np.abs(np.corrcoef(units.T))
    condensed = spatial.distance.squareform(np.maximum(0, (distances + distances.T) / 2), checks=False)
    return hierarchy.linkage(condensed, "average").round(10)


def plain(value):
    """As JSON: lists, and null for NaN."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, np.ndarray | list | tuple):
        return [plain(entry) for entry in value]
    number = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(number, float) and np.isnan(number) else number


def differences(found, wanted, path=""):
    """Entries that are further apart than rounding, except for partners, which ties may exchange."""
    if isinstance(wanted, dict):
        return [d for key in wanted for d in differences(found[key], wanted[key], f"{path}.{key}")]
    if isinstance(wanted, list):
        if len(found) != len(wanted):
            return [f"{path}: {len(found)} entries, {len(wanted)} expected"]
        return [d for i, entry in enumerate(wanted) for d in differences(found[i], entry, f"{path}[{i}]")]
    same = found is wanted if None in (found, wanted) else abs(found - wanted) <= 1e-7 * max(1, abs(wanted))
    return [] if same else [f"{path}: {found}, {wanted} expected"]


def main(arguments):
    warnings.filterwarnings("ignore")
    if arguments[:1] == ["--check"]:
        failed = False
        for folder in map(Path, arguments[1:]):
            wanted = json.loads((folder / "expected.json").read_text())
            found = plain(expect(np.load(folder / "left.npy"), np.load(folder / "right.npy")))
            apart = differences({key: found[key] for key in wanted}, wanted)
            print(f"{folder}: {len(wanted)} keys, {len(apart)} entries differ", *apart[:10], sep="\n  ")
            failed |= bool(apart)
        sys.exit(1 if failed else 0)
    for name, parameters in FOLDERS.items():
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        left, right = generate(*parameters)
        np.save(folder / "left.npy", left)
        np.save(folder / "right.npy", right)
        (folder / "expected.json").write_text(json.dumps(plain(expect(left, right))) + "\n")
        print(name, sum(file.stat().st_size for file in folder.iterdir()) // 1024, "KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
