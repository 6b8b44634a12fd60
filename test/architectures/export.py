"""Exports networks with random weights as ONNX files, for tests and benchmarks.

    python3 export.py FOLDER NAME... [--seed 0] [--opset 16...] [--small] [--fixed-batch]

Needs torch and torchvision (Debian: python3-torch python3-torchvision); downloads nothing. Writes FOLDER/NAME-SEED.onnx and
prints one line of JSON a network: file, shape of the input, parameters, seconds. Where several operator sets are named, each has a
folder of its own in FOLDER. --small shrinks the input where the architecture allows, for tests that run it.
"""

import argparse
import json
import time
import warnings
from pathlib import Path

import torch
import torchvision

from decoder import Decoder

warnings.filterwarnings("ignore")


def of_torchvision(name, side, small=None, **options):
    def build(is_small):
        taken = small if is_small and small is not None else side
        given = {"image_size": taken} if name.startswith("vit") else {}
        return getattr(torchvision.models, name)(weights=None, **given, **options), (3, taken, taken)

    return build


def mlp(is_small):
    sizes = [64, 256, 128, 10]
    parts = []
    for before, after in zip(sizes, sizes[1:]):
        parts += [torch.nn.Linear(before, after), torch.nn.ReLU()]
    return torch.nn.Sequential(*parts[:-1]), (64,)


def decoder(is_small):
    return Decoder(), (16,)


ARCHITECTURES = {
    "alexnet": of_torchvision("alexnet", 224),
    "vgg16": of_torchvision("vgg16", 224),
    # Random weights by truncated normal numbers take minutes: PyTorch's own do as well.
    "googlenet": of_torchvision("googlenet", 224, 64, init_weights=False, aux_logits=False),
    "inception_v3": of_torchvision("inception_v3", 299, 96, init_weights=False, aux_logits=False),
    "resnet18": of_torchvision("resnet18", 224, 64),
    "resnet50": of_torchvision("resnet50", 224, 64),
    "densenet121": of_torchvision("densenet121", 224, 64),
    "mobilenet_v2": of_torchvision("mobilenet_v2", 224, 64),
    "mobilenet_v3_small": of_torchvision("mobilenet_v3_small", 224, 64),
    "vit_b_16": of_torchvision("vit_b_16", 224, 64),
    "convnext_tiny": of_torchvision("convnext_tiny", 224, 64),
    "swin_t": of_torchvision("swin_t", 224),
    "mlp": mlp,
    "decoder": decoder,
}


def export(name, folder, seed, opset, is_small, has_fixed_batch):
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    network, shape = ARCHITECTURES[name](is_small)
    network.eval()
    is_of_tokens = name == "decoder"
    # Two stimuli: with one, the batch would look like an axis of extent 1, and would be built in.
    example = torch.zeros(2, *shape, dtype=torch.int64) if is_of_tokens else torch.rand(2, *shape)
    axes = {0: "batch", 1: "length"} if is_of_tokens else {0: "batch"}
    taken = "tokens" if is_of_tokens else "image" if len(shape) == 3 else "features"
    path = folder / f"{name}-{seed}.onnx"
    begin = time.time()
    torch.onnx.export(
        network,
        example[:1] if has_fixed_batch else example,
        str(path),
        opset_version=opset,
        input_names=[taken],
        output_names=["logits"],
        dynamic_axes=None if has_fixed_batch else {taken: axes, "logits": axes},
    )
    said = {
        "name": name,
        "opset": opset,
        "file": str(path),
        "shape": shape,
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "seconds": round(time.time() - begin, 2),
    }
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+", choices=[*ARCHITECTURES, "all"])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--opset", type=int, nargs="+", default=[16])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--fixed-batch", action="store_true")
    chosen = parser.parse_args()
    for each in ARCHITECTURES if "all" in chosen.names else chosen.names:
        for opset in chosen.opset:
            folder = chosen.folder / str(opset) if len(chosen.opset) > 1 else chosen.folder
            export(each, folder, chosen.seed, opset, chosen.small, chosen.fixed_batch)
