"""The positions that SAMPLED keeps, drawn as the server draws them: xoshiro128** (Blackman and Vigna, 2018), a stream for each
stimulus."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Words = npt.NDArray[np.uint32]


@lru_cache(maxsize=8)
def sampled_positions(seed: int, first: int, stimuli: int, kept: int, positions: int) -> npt.NDArray[np.int64]:
    """Ascending positions of each of some stimuli: stimuli x kept, without replacement, by the number of the stimulus."""
    source = _Streams(seed, np.arange(first, first + stimuli, dtype=np.uint64))
    order = np.tile(np.arange(positions), (stimuli, 1))
    rows = np.arange(stimuli)
    for last in range(positions - 1, 0, -1):
        other = np.floor(source.uniform() * (last + 1)).astype(np.int64)
        order[rows, last], order[rows, other] = order[rows, other], order[rows, last].copy()
    return np.sort(order[:, :kept], axis=1)


class _Streams:
    """Many streams of random numbers side by side, one for each second number of the seed."""

    def __init__(self, seed: int, streams: npt.NDArray[np.uint64]) -> None:
        mixed = np.full(len(streams), 0x9E3779B9, np.uint32)
        seeds = (np.full(len(streams), seed, np.uint64), streams)
        for each in seeds:
            mixed = _splitmix(mixed ^ (each & np.uint64(0xFFFFFFFF)).astype(np.uint32))
            mixed = _splitmix(mixed ^ (each >> np.uint64(32)).astype(np.uint32))
        self._state: list[Words] = []
        for _ in range(4):
            mixed = mixed + np.uint32(0x9E3779B9)
            self._state.append(_splitmix(mixed))

    def uniform(self) -> npt.NDArray[np.float64]:
        """Over [0, 1), with 53 random bits."""
        high, low = self._bits() >> np.uint32(5), self._bits() >> np.uint32(6)
        return (high.astype(np.float64) * 0x4000000 + low) / 0x20000000000000

    def _bits(self) -> Words:
        a, b, c, d = self._state
        scrambled: Words = _rotated(b * np.uint32(5), 7) * np.uint32(9)
        c, d = c ^ a, d ^ b
        self._state = [a ^ d, b ^ c, c ^ (b << np.uint32(9)), _rotated(d, 11)]
        return scrambled


def _rotated(words: Words, by: int) -> Words:
    return (words << np.uint32(by)) | (words >> np.uint32(32 - by))


def _splitmix(mixed: Words) -> Words:
    mixed = (mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return mixed ^ (mixed >> np.uint32(16))
