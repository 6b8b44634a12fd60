"""Theirs: product.py HOME. Runs X'Y in float32 for each name of a case that it reads: see runner.mjs. Ready, it tells what runs and two sums in float64."""

import json
import sys
import time
from pathlib import Path

import numpy
import threadpoolctl

home = Path(sys.argv[1])


def load():
    return [numpy.load(home / f"layer{layer}.npy") for layer in (0, 1)]


def from_disk():
    left, right = load()
    return left.T @ right


def centred(unit):
    left, right = x[:, unit].astype(float), y[:, unit].astype(float)
    return float((left - left.mean()) @ (right - right.mean()))


x, y = load()
units = [numpy.ascontiguousarray(side.T) for side in (x, y)]
cases = {
    "memory": lambda: x.T @ y,
    "unitsMajor": lambda: units[0] @ units[1].T,
    "disk": from_disk,
}
blas = threadpoolctl.threadpool_info()[0]
runs = f"NumPy {numpy.__version__}, {blas['internal_api']} {blas['version']} {blas.get('architecture', '')}, {blas['num_threads']} threads"
print(json.dumps({"runs": runs, "first": centred(0), "last": centred(-1)}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    cases[line.strip()]()
    print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)
