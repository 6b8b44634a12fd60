"""Correlation of every unit of FOLDER/left.npy with every unit of FOLDER/right.npy by PyTorch on the CPU, in float32.

    python products.py FOLDER

Writes FOLDER/torch.json: seconds and values, null where a unit does not vary.
"""

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import torch

FOLDER = Path(sys.argv[1])
left, right = (torch.from_numpy(np.load(FOLDER / f"{side}.npy")) for side in ("left", "right"))


def correlations():
    x, y = (side - side.mean(0) for side in (left, right))
    return (x.T @ y) / torch.outer(x.square().sum(0).sqrt(), y.square().sum(0).sqrt())


seconds = []
while len(seconds) < 3 or (sum(seconds) < 2 and len(seconds) < 200):
    start = perf_counter()
    values = correlations()
    seconds.append(perf_counter() - start)
dead = [side.amin(0) == side.amax(0) for side in (left, right)]
values[dead[0], :] = torch.nan
values[:, dead[1]] = torch.nan
listed = [None if value != value else value for value in values.flatten().tolist()]
way = f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads"
(FOLDER / "torch.json").write_text(json.dumps({"seconds": median(seconds), "values": listed, "way": way}))
