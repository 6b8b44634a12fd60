"""One round of theirs: product.py HOME. Prints JSON: seconds of each run of X'Y in float32, and two centred sums in float64."""

import json
import sys
import time
from pathlib import Path

import numpy
import threadpoolctl

RUNS = 7
home = Path(sys.argv[1])


def load():
    return [numpy.load(home / f"layer{layer}.npy") for layer in (0, 1)]


def timed(run):
    run()
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return seconds


def from_disk():
    left, right = load()
    return left.T @ right


x, y = load()
units = [numpy.ascontiguousarray(side.T) for side in (x, y)]
seconds = {
    "memory": timed(lambda: x.T @ y),
    "unitsMajor": timed(lambda: units[0] @ units[1].T),
    "disk": timed(from_disk),
}


def centred(unit):
    left, right = x[:, unit].astype(float), y[:, unit].astype(float)
    return float((left - left.mean()) @ (right - right.mean()))


blas = threadpoolctl.threadpool_info()[0]
runs = f"NumPy {numpy.__version__}, {blas['internal_api']} {blas['version']} {blas.get('architecture', '')}, {blas['num_threads']} threads"
print(json.dumps({"runs": runs, "seconds": seconds, "first": centred(0), "last": centred(-1)}))
