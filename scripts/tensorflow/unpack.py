"""Takes libtensorflow and its C headers out of a wheel: unpack.py WHEEL FOLDER."""

import sys
import zipfile

LIBRARIES = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")
HEADERS = tuple(f"tensorflow/include/{part}/" for part in ("tensorflow/c", "tensorflow/core/platform", "tsl/c", "tsl/platform"))

wheel, folder = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    wanted = [name for name in archive.namelist() if name in LIBRARIES or name.startswith(HEADERS)]
    archive.extractall(folder, wanted)
