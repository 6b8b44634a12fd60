"""The best partners of all units by NumPy, tile by tile: float32 products, argpartition, and the values of those found in float64.

usage: search.py FOLDER KEPT. Prints seconds and peak memory as JSON; writes theirs-left.npy and theirs-right.npy (partners) and their values.
"""
import json
import resource
import sys
import time

import numpy as np

TILE = 4096
SPARE = 6  # float32 may exchange neighbours: so many more are kept until the end


def standardised(path):
    x = np.load(path)
    mean = x.mean(axis=1, dtype=np.float64)
    z = np.empty_like(x)
    for first in range(0, len(x), TILE):
        rows = x[first : first + TILE] - mean[first : first + TILE, None]
        norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        with np.errstate(invalid="ignore", divide="ignore"):
            z[first : first + TILE] = rows / norms[:, None]
    live = np.flatnonzero(x.min(axis=1) != x.max(axis=1))
    return z[live], live


def merged(values, partners, more, places, kept):
    """The best of lists and of further candidates, row by row, in any order."""
    values = np.concatenate([values, more], axis=1)
    partners = np.concatenate([partners, places], axis=1)
    if values.shape[1] <= kept:
        return values, partners
    best = np.argpartition(values, values.shape[1] - kept, axis=1)[:, -kept:]
    return np.take_along_axis(values, best, 1), np.take_along_axis(partners, best, 1)


def top(products, kept, first):
    width = products.shape[1]
    kept = min(kept, width)
    best = np.argpartition(products, width - kept, axis=1)[:, -kept:]
    return np.take_along_axis(products, best, 1), best + first


def finished(z, others, partners, live, other_live, kept):
    """Values in float64, best first, ties to the lower index."""
    values = np.empty(partners.shape)
    for first in range(0, len(z), 256):
        own = z[first : first + 256].astype(np.float64)
        theirs = others[partners[first : first + 256]].astype(np.float64)
        values[first : first + 256] = np.einsum("in,ikn->ik", own, theirs)
    order = np.lexsort((partners, -values), axis=1)[:, :kept]
    return other_live[np.take_along_axis(partners, order, 1)], np.take_along_axis(values, order, 1)


def main(folder, kept):
    start = time.perf_counter()
    (x, live_x), (y, live_y) = standardised(f"{folder}/left.npy"), standardised(f"{folder}/right.npy")
    spare = kept + SPARE
    empty = lambda rows: (np.empty((rows, 0), np.float32), np.empty((rows, 0), np.int64))
    columns = [empty(len(y[c : c + TILE])) for c in range(0, len(y), TILE)]
    rows = []
    for r in range(0, len(x), TILE):
        found = empty(len(x[r : r + TILE]))
        for index, c in enumerate(range(0, len(y), TILE)):
            products = x[r : r + TILE] @ y[c : c + TILE].T
            found = merged(*found, *top(products, spare, c), spare)
            columns[index] = merged(*columns[index], *top(np.ascontiguousarray(products.T), spare, r), spare)
        rows.append(found[1])
    sides = {
        "left": finished(x, y, np.concatenate(rows), live_x, live_y, kept),
        "right": finished(y, x, np.concatenate([partners for _, partners in columns]), live_y, live_x, kept),
    }
    seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_SELF)
    for side, (partners, values) in sides.items():
        np.save(f"{folder}/theirs-{side}-partners.npy", partners.astype("<i4"))
        np.save(f"{folder}/theirs-{side}-values.npy", values)
    print(json.dumps({
        "seconds": seconds,
        "peakBytes": usage.ru_maxrss * 1024,
        "processorSeconds": usage.ru_utime + usage.ru_stime,
        "numpy": np.__version__,
    }))


main(sys.argv[1], int(sys.argv[2]))
