"""Files of stimuli: what is there is sent as it is, folders are zipped, arrays and data sets written as `.npy`."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .errors import RecordingError

#: What systems leave in folders without being asked.
DEBRIS = ("__MACOSX", "Thumbs.db", "desktop.ini")


def written(stimuli: Any, folder: Path) -> tuple[Path, list[Any] | None]:
    """A file of the stimuli, in `folder` unless it is there already; and labels, where a data set gives them.

    Raises RecordingError.
    """
    if isinstance(stimuli, (str, os.PathLike)):
        path = Path(stimuli)
        if path.is_dir():
            return _zipped(path, folder / "stimuli.zip"), None
        if not path.is_file():
            raise RecordingError(f"There is no file or folder {path}.", "Name one, or give an array.")
        return path, None
    file = folder / "stimuli.npy"
    if hasattr(stimuli, "__array__"):
        _save(file, np.asarray(stimuli), "The array")
        return file, None
    if hasattr(stimuli, "__len__") and hasattr(stimuli, "__getitem__"):
        return file, _save_entries(file, stimuli)
    raise RecordingError(
        f"{type(stimuli).__name__} is neither a path, nor an array, nor a data set of known length.",
        "Give a zip, a folder of images, an array, or a torch Dataset of tensors.",
    )


def written_labels(labels: Any, count: int | None, folder: Path) -> Path:
    """A file of labels: whole numbers as an array, names of classes one a line.

    Raises RecordingError.
    """
    if isinstance(labels, (str, os.PathLike)):
        path = Path(labels)
        if not path.is_file():
            raise RecordingError(f"There is no file of labels {path}.", "Name one, or give them as a list.")
        return path
    values = np.asarray(labels)
    if values.ndim != 1 or values.dtype.kind not in "iuU" or (count is not None and len(values) != count):
        of = "" if count is None else f", and there are {count} stimuli"
        raise RecordingError(
            f"The labels are {values.dtype} of shape {values.shape}{of}.",
            "Give one a stimulus: whole numbers, or names of classes.",
        )
    if values.dtype.kind == "U":
        lines = [str(value) for value in values]
        broken = next((line for line in lines if not line.strip() or "\n" in line or "\r" in line), None)
        if broken is not None:
            raise RecordingError(f"{broken!r} is no name of a class.", "Give names of one line, none of them empty.")
        file = folder / "labels.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file
    file = folder / "labels.npy"
    np.save(file, values, allow_pickle=False)
    return file


def _zipped(folder: Path, target: Path) -> Path:
    files = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") or part in DEBRIS for part in path.relative_to(folder).parts)
    )
    if not files:
        raise RecordingError(f"There are no files in {folder}.", "Name a folder of images.")
    # Images are packed already.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for name, path in files:
            archive.write(path, name)
    return target


def _save(file: Path, values: np.ndarray[Any, Any], what: str) -> None:
    if values.dtype.kind not in "uif" or values.ndim < 2 or values.size == 0:
        raise RecordingError(
            f"{what} is {values.dtype} of shape {values.shape}.",
            "Give numbers, stimuli first: N x features, N x H x W, N x H x W x C or N x C x H x W.",
        )
    np.save(file, values, allow_pickle=False)


def _save_entries(file: Path, entries: Sequence[Any]) -> list[Any] | None:
    """Writes the entries of a data set, one by one; gives the labels that stand beside all of them, where they do."""
    labels: list[Any] = []
    array: Any = None
    for index in range(len(entries)):
        stimulus, label = _entry(entries[index], index)
        if array is None:
            _save(file, stimulus[np.newaxis], "The first stimulus")
            # On the disk: a data set may be larger than memory.
            numpy_format: Any = np.lib.format
            array = numpy_format.open_memmap(
                file, mode="w+", dtype=stimulus.dtype, shape=(len(entries), *stimulus.shape)
            )
        if stimulus.shape != array.shape[1:] or stimulus.dtype != array.dtype:
            raise RecordingError(
                f"Stimulus {index} is {stimulus.dtype} of shape {stimulus.shape}, and the first is {array.dtype} of shape "
                f"{array.shape[1:]}.",
                "Make all of one type and size.",
            )
        array[index] = stimulus
        if label is not None:
            labels.append(label)
    if array is None:
        raise RecordingError("The data set is empty.", "Give one with stimuli.")
    array.flush()
    return labels if len(labels) == len(entries) else None


def _entry(entry: Any, index: int) -> tuple[np.ndarray[Any, Any], Any]:
    stimulus, label = entry, None
    if isinstance(entry, (tuple, list)):
        stimulus = entry[0]
        label = _label(entry[1]) if len(entry) == 2 else None
    if not (hasattr(stimulus, "dtype") and hasattr(stimulus, "__array__")):
        raise RecordingError(
            f"Stimulus {index} is a {type(stimulus).__name__}, and no tensor.",
            "Give it a transform that makes tensors: torchvision.transforms.PILToTensor() keeps pixels as they are.",
        )
    return np.asarray(stimulus), label


def _label(value: Any) -> int | str | None:
    """A label that a data set gives; None for anything else that stands beside a stimulus."""
    if isinstance(value, str):
        return value
    array = np.asarray(value) if hasattr(value, "__array__") or isinstance(value, int) else None
    return int(array) if array is not None and array.ndim == 0 and array.dtype.kind in "iu" else None
