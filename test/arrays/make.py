"""Writes the arrays that the readers of array files are tested with, by the libraries that people write them with.

    python -m venv /tmp/arrays && /tmp/arrays/bin/pip install -r requirements.txt
    /tmp/arrays/bin/python make.py

All files hold the same activations: 7 stimuli x 5 units x 3 x 2 positions, whole numbers of eighths between -8 and 8, which every
element type of fractions holds exactly; or the same in eighths, as whole numbers. `expected.npy` has them as float32.
"""

import io
import json
import pickle
import zipfile
from pathlib import Path

import ml_dtypes
import numpy as np
import zarr
from numcodecs import LZ4, Blosc, GZip, Shuffle, Zlib, Zstd
from safetensors.numpy import save_file
from zarr.codecs import BloscCodec, BytesCodec, Crc32cCodec, GzipCodec, ShardingCodec, TransposeCodec, ZstdCodec

HERE = Path(__file__).parent / "files"
SHAPE = (7, 5, 3, 2)


def write_npy(whole, values):
    np.save(HERE / "expected.npy", values)
    np.save(HERE / "float16.npy", values.astype("<f2"))
    np.save(HERE / "float64-fortran.npy", np.asfortranarray(values.astype("<f8")))
    np.save(HERE / "float32-big-endian.npy", values.astype(">f4"))
    np.save(HERE / "units-first.npy", np.ascontiguousarray(values.transpose(1, 2, 3, 0)))
    np.save(HERE / "bfloat16.npy", values.astype(ml_dtypes.bfloat16))
    np.save(HERE / "bfloat16-bits.npy", values.astype(ml_dtypes.bfloat16).view("<u2"))
    for code in ("i1", "<i2", "<i4", "<i8", ">i2"):
        np.save(HERE / f"{np.dtype(code).name}{'-big-endian' if code[0] == '>' else ''}.npy", whole.astype(code))
    for code in ("u1", "<u2", "<u4", "<u8"):
        np.save(HERE / f"{np.dtype(code).name}.npy", (whole + 64).astype(code))
    for version in (2, 3):
        with open(HERE / f"version-{version}.npy", "wb") as file:
            np.lib.format.write_array(file, values, version=(version, 0))
    np.savez(HERE / "stored.npz", conv1=values, other=whole)
    np.savez_compressed(HERE / "deflated.npz", conv1=values, other=whole)


def write_safetensors(whole, values):
    tensors = {
        "float32": values,
        "float16": values.astype("f2"),
        "bfloat16": values.astype(ml_dtypes.bfloat16),
        "float64": values.astype("f8"),
        "int8": whole.astype("i1"),
        "int32": whole.astype("i4"),
        "int64": whole.astype("i8"),
        "uint8": (whole + 64).astype("u1"),
    }
    save_file(tensors, HERE / "tensors.safetensors", metadata={"made": "by make.py"})


def write_zarr(values):
    def store(name):
        path = HERE / f"{name}.zip"
        path.unlink(missing_ok=True)
        return zarr.storage.ZipStore(path, mode="w")

    two = {
        "blosc": {"compressors": Blosc("lz4", shuffle=Blosc.SHUFFLE)},
        "blosc-zstd": {"compressors": Blosc("zstd", shuffle=Blosc.BITSHUFFLE)},
        "zlib": {"compressors": Zlib(3)},
        "gzip-fortran": {"compressors": GZip(3), "order": "F"},
        "zstd-slashes": {"compressors": Zstd(3), "chunk_key_encoding": {"name": "v2", "separator": "/"}},
        "lz4-shuffled": {"compressors": LZ4(), "filters": [Shuffle(4)]},
        "plain": {"compressors": None},
    }
    for name, settings in two.items():
        with store(f"zarr2-{name}") as zipped:
            array = zarr.create_array(zipped, name="conv1", shape=SHAPE, chunks=(3, 2, 3, 2), dtype="<f4", zarr_format=2, **settings)
            array[:] = values
    with store("zarr2-float16") as zipped:
        array = zarr.create_array(zipped, shape=SHAPE, chunks=(4, 5, 3, 1), dtype="<f2", zarr_format=2)
        array[:] = values
    three = {
        "zstd": {"compressors": [ZstdCodec()]},
        "gzip": {"compressors": [GzipCodec()]},
        "blosc-checked": {"compressors": [BloscCodec(typesize=4), Crc32cCodec()]},
        "transposed": {"filters": [TransposeCodec(order=(3, 1, 0, 2))], "compressors": [ZstdCodec()]},
        "big-endian": {"serializer": BytesCodec(endian="big"), "compressors": None},
        "dots": {"chunk_key_encoding": {"name": "v2", "separator": "."}},
    }
    for name, settings in three.items():
        with store(f"zarr3-{name}") as zipped:
            array = zarr.create_array(zipped, name="conv1", shape=SHAPE, chunks=(3, 2, 3, 2), dtype="float32", **settings)
            array[:] = values
    for place in ("end", "start"):
        with store(f"zarr3-sharded-{place}") as zipped:
            sharding = ShardingCodec(
                chunk_shape=(2, 5, 1, 2), codecs=[BytesCodec(), ZstdCodec()], index_location=place
            )
            array = zarr.create_array(
                zipped, name="conv1", shape=SHAPE, chunks=(4, 5, 3, 2), dtype="float32", serializer=sharding, compressors=None
            )
            array[:] = values
    with store("zarr3-float16") as zipped:
        array = zarr.create_array(zipped, shape=SHAPE, chunks=(4, 5, 3, 1), dtype="float16")
        array[:] = values


def write_pickles(values):
    for protocol in (0, 2, 5):
        (HERE / f"pickle-{protocol}.bin").write_bytes(pickle.dumps({"conv1": values}, protocol=protocol))
    # As torch.save lays it out; the pickle inside is an empty dictionary.
    with zipfile.ZipFile(HERE / "torch.bin", "w") as archive:
        archive.writestr("recorded/data.pkl", pickle.dumps({}, protocol=2))
        archive.writestr("recorded/byteorder", "little")
        archive.writestr("recorded/data/0", values.tobytes())
    file = io.BytesIO()
    np.save(file, np.array([{"not": "numbers"}], dtype=object), allow_pickle=True)
    (HERE / "objects.npy").write_bytes(file.getvalue())


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    eighths = np.random.default_rng(7).integers(-64, 64, SHAPE)
    activations = (eighths / 8).astype("<f4")
    write_npy(eighths, activations)
    write_safetensors(eighths, activations)
    write_zarr(activations)
    write_pickles(activations)
    print(json.dumps(sorted(path.name for path in HERE.iterdir())))
