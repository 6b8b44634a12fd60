"""Writes an ONNX file in another form. Needs onnx, and onnxconverter-common for --fp16.

    python convert.py FROM TO [--opset N...] [--fp16] [--external NAME]

Where several operator sets are named, {opset} in TO stands for each of them.
"""

import argparse

import onnx
from onnx import version_converter

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--opset", type=int, nargs="+", default=[None])
parser.add_argument("--fp16", action="store_true")
parser.add_argument("--external")
chosen = parser.parse_args()

loaded = onnx.load(chosen.source)
for opset in chosen.opset:
    model = loaded if opset is None else version_converter.convert_version(loaded, opset)
    if chosen.fp16:
        from onnxconverter_common import float16

        model = float16.convert_float_to_float16(model)
    external = {}
    if chosen.external is not None:
        external = {"save_as_external_data": True, "location": chosen.external, "size_threshold": 1024}
    onnx.save_model(model, chosen.target.replace("{opset}", str(opset)), **external)
