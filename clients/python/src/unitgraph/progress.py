"""How far something is: by tqdm where it is installed, else in a line of our own."""

from __future__ import annotations

import sys
import time
import warnings
from types import ModuleType, TracebackType
from typing import Any

from .optional import find

#: Seconds between two lines, on a terminal and in a log.
ON_TERMINAL, IN_LOG = 0.2, 10.0


class Progress:
    """A bar, or a line on standard error; nothing at all when it is not `shown`. `total` may be unknown."""

    def __init__(self, shown: bool, title: str, total: int | None, unit: str) -> None:
        self.title, self.total, self.unit = title, total, unit
        self.done = 0
        self._shown = shown
        tqdm = _tqdm() if shown else None
        self._bar: Any = None if tqdm is None else tqdm.tqdm(desc=title, total=total, unit=f" {unit}", leave=False)
        self._last = time.monotonic()
        self._wrote = False

    def move(self, by: int) -> None:
        """So many more are done."""
        self.done += by
        if self._bar is not None:
            self._bar.update(by)
        elif self._shown:
            pause = ON_TERMINAL if sys.stderr.isatty() else IN_LOG
            if time.monotonic() - self._last >= pause:
                self._write()

    def _write(self) -> None:
        self._last, self._wrote = time.monotonic(), True
        of = "" if self.total is None else f" of {self.total:,}"
        start, end = ("\r", "") if sys.stderr.isatty() else ("", "\n")
        print(f"{start}{self.title}: {self.done:,}{of} {self.unit}", end=end, file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        elif self._wrote and sys.stderr.isatty():
            print(file=sys.stderr)


def _tqdm() -> ModuleType | None:
    with warnings.catch_warnings():
        # In a notebook without widgets it draws with text, and would say so each time.
        warnings.simplefilter("ignore")
        return find("tqdm.auto")
