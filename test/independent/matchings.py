"""Correlation and matchings of two exported recordings, by NumPy and SciPy in float64.

Usage: matchings.py LEFT.npy RIGHT.npy [LEFT.npy RIGHT.npy ...]
Each file: samples x units, float32. Prints one JSON object a pair: greedy and assignment means, matched counts, the share
of left units to which both give the same value, and the units left out for lack of variance.
"""

import json
import sys

import numpy
from scipy.optimize import linear_sum_assignment


def matchings(left_file: str, right_file: str) -> dict:
    left = numpy.load(left_file).astype(numpy.float64)
    right = numpy.load(right_file).astype(numpy.float64)
    left_live = left.max(axis=0) != left.min(axis=0)
    right_live = right.max(axis=0) != right.min(axis=0)
    x, y = left[:, left_live], right[:, right_live]
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    y = (y - y.mean(axis=0)) / y.std(axis=0)
    correlation = x.T @ y / len(x)
    greedy = correlation.max(axis=1)
    rows, columns = linear_sum_assignment(correlation, maximize=True)
    assigned = numpy.full(len(greedy), numpy.nan)
    assigned[rows] = correlation[rows, columns]
    return {
        "samples": len(x),
        "dead_left": int((~left_live).sum()),
        "dead_right": int((~right_live).sum()),
        "greedy": greedy.mean(),
        "assignment": correlation[rows, columns].mean(),
        "matched": len(rows),
        "agreement": float(numpy.isclose(greedy, assigned, rtol=0, atol=1e-12).mean()),
        "correlation_sum": correlation.sum(),
    }


if __name__ == "__main__":
    files = sys.argv[1:]
    print(json.dumps([matchings(left, right) for left, right in zip(files[::2], files[1::2])]))
