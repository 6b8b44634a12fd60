"""Trains the six small networks of the "digits" example and writes its files.

Four AlexNet-shaped networks and two residual networks learn to name
handwritten digits. Within each architecture the networks differ in their
random start only, so that a unit found in two of them was learned twice from
the same experience, and not because the two saw different data.

    python3 train.py                    trains all six and writes everything
    python3 train.py --only resnet-1    trains one and writes its network only
    python3 train.py --output FOLDER    writes somewhere else

Needs PyTorch, scikit-learn and NumPy. No accelerator is used.
"""

import argparse
import copy
import json
import pathlib
import time

import numpy
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

# One split and one stream of chance for all networks: what must not differ
# between them is fixed here, and the only seed that differs is the network's.
SPLIT_SEED = 2016
TRAINING_SEED = 1511
HELD_OUT_SHARE = 0.3

BATCH_SIZE = 64
EPOCHS = 80
WARM_UP_EPOCHS = 4
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 0.01
DROPOUT = 0.3
SHIFT_PROBABILITY = 0.5
NOISE = 0.05

# Raw values run from 0 to 16. Their sixteenth is exact in binary floating
# point, so every reader of the files gets the same scaled values.
MAXIMUM = 16
SCALE = 1 / MAXIMUM
OPSET = 13


class AlexNetShaped(nn.Module):
    """AlexNet's five convolutions and three dense layers, on 8x8 images.

    Convolutions are not grouped: in the original, groups only spread the
    network over two accelerators, and they would split the units of a layer
    into two halves that cannot see the same inputs.
    """

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.relu2 = nn.ReLU()
        self.pool2 = nn.MaxPool2d(2)
        self.conv3 = nn.Conv2d(64, 96, 3, padding=1)
        self.relu3 = nn.ReLU()
        self.conv4 = nn.Conv2d(96, 96, 3, padding=1)
        self.relu4 = nn.ReLU()
        self.conv5 = nn.Conv2d(96, 64, 3, padding=1)
        self.relu5 = nn.ReLU()
        self.pool5 = nn.MaxPool2d(2)
        self.flatten = nn.Flatten()
        self.dropout6 = nn.Dropout(DROPOUT)
        self.fc6 = nn.Linear(64 * 2 * 2, 128)
        self.relu6 = nn.ReLU()
        self.dropout7 = nn.Dropout(DROPOUT)
        self.fc7 = nn.Linear(128, 64)
        self.relu7 = nn.ReLU()
        self.fc8 = nn.Linear(64, 10)

    def forward(self, image):
        hidden = self.relu1(self.conv1(image))
        hidden = self.pool2(self.relu2(self.conv2(hidden)))
        hidden = self.relu3(self.conv3(hidden))
        hidden = self.relu4(self.conv4(hidden))
        hidden = self.pool5(self.relu5(self.conv5(hidden)))
        hidden = self.flatten(hidden)
        hidden = self.relu6(self.fc6(self.dropout6(hidden)))
        hidden = self.relu7(self.fc7(self.dropout7(hidden)))
        return self.fc8(hidden)


class Stem(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.conv = nn.Conv2d(1, units, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(units)
        self.relu = nn.ReLU()

    def forward(self, image):
        return self.relu(self.norm(self.conv(image)))


class Shortcut(nn.Module):
    """Brings a block's input to the shape of its output."""

    def __init__(self, inputs, units, stride):
        super().__init__()
        self.conv = nn.Conv2d(inputs, units, 1, stride=stride, bias=False)
        self.norm = nn.BatchNorm2d(units)

    def forward(self, hidden):
        return self.norm(self.conv(hidden))


class BasicBlock(nn.Module):
    def __init__(self, inputs, units, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, units, 3, stride=stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(units)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(units, units, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(units)
        changes_shape = stride != 1 or inputs != units
        self.shortcut = Shortcut(inputs, units, stride) if changes_shape else None
        self.relu2 = nn.ReLU()

    def forward(self, hidden):
        kept = hidden if self.shortcut is None else self.shortcut(hidden)
        hidden = self.relu1(self.norm1(self.conv1(hidden)))
        hidden = self.norm2(self.conv2(hidden))
        return self.relu2(hidden + kept)


class Stage(nn.Module):
    # The blocks are attributes and not members of a list, so that the exported
    # node names read /stage1/block1/Add.
    def __init__(self, inputs, units, stride):
        super().__init__()
        self.block1 = BasicBlock(inputs, units, stride)
        self.block2 = BasicBlock(units, units, 1)

    def forward(self, hidden):
        return self.block2(self.block1(hidden))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Stem(16)
        self.stage1 = Stage(16, 16, 1)
        self.stage2 = Stage(16, 32, 2)
        self.stage3 = Stage(32, 64, 2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten()
        self.dense = nn.Linear(64, 10)

    def forward(self, image):
        hidden = self.stage3(self.stage2(self.stage1(self.stem(image))))
        return self.dense(self.flatten(self.pool(hidden)))


ARCHITECTURES = {"AlexNet-shaped": AlexNetShaped, "Residual": Residual}

NETWORKS = [
    {"slug": "alexnet-1", "name": "AlexNet-shaped 1", "architecture": "AlexNet-shaped", "seed": 1},
    {"slug": "alexnet-2", "name": "AlexNet-shaped 2", "architecture": "AlexNet-shaped", "seed": 2},
    {"slug": "alexnet-3", "name": "AlexNet-shaped 3", "architecture": "AlexNet-shaped", "seed": 3},
    {"slug": "alexnet-4", "name": "AlexNet-shaped 4", "architecture": "AlexNet-shaped", "seed": 4},
    {"slug": "resnet-1", "name": "Residual 1", "architecture": "Residual", "seed": 1},
    {"slug": "resnet-2", "name": "Residual 2", "architecture": "Residual", "seed": 2},
]


def start(architecture, seed):
    """Builds a network at the random start that the seed gives."""
    torch.manual_seed(seed)
    network = ARCHITECTURES[architecture]()
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            # Keeps the size of activations over layers, so that few units are
            # dead from the first step.
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return network


def augment(scaled, generator):
    """Shifts some images by up to one pixel, and adds a little noise."""
    count = len(scaled)
    offsets = torch.randint(0, 3, (count, 2), generator=generator)
    shifted = torch.rand(count, generator=generator) < SHIFT_PROBABILITY
    offsets[~shifted] = 1
    padded = nn.functional.pad(scaled, (1, 1, 1, 1))
    span = torch.arange(8)
    rows = (offsets[:, 0, None] + span)[:, :, None]
    columns = (offsets[:, 1, None] + span)[:, None, :]
    moved = padded[torch.arange(count)[:, None, None], 0, rows, columns][:, None]
    return moved + NOISE * torch.randn(moved.shape, generator=generator)


def learning_rate_share(step, steps_per_epoch):
    """Rises in a line, then falls along half a cosine to nothing."""
    warm_up = WARM_UP_EPOCHS * steps_per_epoch
    if step < warm_up:
        return (step + 1) / warm_up
    done = (step - warm_up) / (EPOCHS * steps_per_epoch - warm_up)
    return 0.5 * (1 + numpy.cos(numpy.pi * done))


def train(network, scaled, labels, mean, deviation):
    # From here on chance is the same for every network: order of the data,
    # shifts and noise come from the generator, dropout from the global state.
    torch.manual_seed(TRAINING_SEED)
    generator = torch.Generator().manual_seed(TRAINING_SEED)
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps_per_epoch = len(scaled) // BATCH_SIZE
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: learning_rate_share(step, steps_per_epoch)
    )
    network.train()
    for _ in range(EPOCHS):
        order = torch.randperm(len(scaled), generator=generator)
        # The last, smaller batch is left out: batch normalisation over a
        # handful of images is noisy, and the next order brings them back.
        for batch in order[: steps_per_epoch * BATCH_SIZE].split(BATCH_SIZE):
            image = (augment(scaled[batch], generator) - mean) / deviation
            loss = nn.functional.cross_entropy(network(image), labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    network.eval()


def folded(network):
    """Returns a copy whose batch normalisation is part of the convolutions.

    The exporter would fold it too, but would then number the weights
    (onnx::Conv_123). Folded here, they keep their parameters' names.
    """
    network = copy.deepcopy(network).eval()
    for module in network.modules():
        for ending in ("", "1", "2"):
            norm = getattr(module, "norm" + ending, None)
            if isinstance(norm, nn.BatchNorm2d):
                convolution = getattr(module, "conv" + ending)
                setattr(module, "conv" + ending, fuse_conv_bn_eval(convolution, norm))
                setattr(module, "norm" + ending, nn.Identity())
    return network


def dead_units(network, image):
    """Counts, for each ReLU, the units that no image switches on anywhere."""
    largest = {}

    def keep(name):
        def hook(_module, _inputs, output):
            largest[name] = output.flatten(2).amax(2) if output.dim() > 2 else output

        return hook

    hooks = [
        module.register_forward_hook(keep(name))
        for name, module in network.named_modules()
        if isinstance(module, nn.ReLU)
    ]
    with torch.no_grad():
        network(image)
    for hook in hooks:
        hook.remove()
    return {
        name: (int((values.amax(0) <= 0).sum()), values.shape[1])
        for name, values in largest.items()
    }


def export(network, path):
    torch.onnx.export(
        network,
        torch.zeros(1, 1, 8, 8),
        str(path),
        opset_version=OPSET,
        input_names=["image"],
        output_names=["logits"],
        dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}},
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=[network["slug"] for network in NETWORKS])
    parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    arguments = parser.parse_args()

    # Sums over several threads may add up in another order from run to run.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    digits = load_digits()
    stimuli = digits.images.astype(numpy.uint8)
    assert (stimuli == digits.images).all() and stimuli.max() == MAXIMUM
    labels = digits.target.astype(numpy.uint8)
    _, held_out_places = train_test_split(
        numpy.arange(len(labels)),
        test_size=HELD_OUT_SHARE,
        stratify=labels,
        random_state=SPLIT_SEED,
    )
    held_out = numpy.zeros(len(labels), dtype=bool)
    held_out[held_out_places] = True

    # Rounded before use, so that the plain decimals in example.json are what
    # the networks were trained with, and not an approximation of it.
    seen = stimuli[~held_out].astype(numpy.float64) * SCALE
    mean = round(float(seen.mean()), 4)
    deviation = round(float(seen.std()), 4)

    scaled = torch.from_numpy(stimuli.astype(numpy.float32) * numpy.float32(SCALE))[:, None]
    image = (scaled - mean) / deviation
    target = torch.from_numpy(labels.astype(numpy.int64))
    kept_back = torch.from_numpy(held_out)

    (arguments.output / "networks").mkdir(parents=True, exist_ok=True)
    described = []
    for entry in NETWORKS:
        if arguments.only not in (None, entry["slug"]):
            continue
        began = time.monotonic()
        network = start(entry["architecture"], entry["seed"])
        train(network, scaled[~kept_back], target[~kept_back], mean, deviation)
        plain = folded(network)
        with torch.no_grad():
            logits = plain(image)
            difference = float((logits - network(image)).abs().max())
        assert difference < 1e-3, f"folding changed the logits by {difference}"
        right = logits.argmax(1) == target
        accuracy = round(float(right[kept_back].double().mean()), 6)
        training_accuracy = round(float(right[~kept_back].double().mean()), 6)
        file = f"networks/{entry['slug']}.onnx"
        export(plain, arguments.output / file)
        described.append(
            {
                "slug": entry["slug"],
                "name": entry["name"],
                "architecture": entry["architecture"],
                "file": file,
                "seed": entry["seed"],
                "heldOutAccuracy": accuracy,
                "preprocessing": {"scale": SCALE, "mean": [mean], "deviation": [deviation]},
            }
        )
        print(
            f"{entry['slug']}: held out {accuracy:.4f}"
            f" ({int((~right[kept_back]).sum())} of {int(kept_back.sum())} wrong),"
            f" training {training_accuracy:.4f},"
            f" {sum(weights.numel() for weights in plain.parameters())} weights,"
            f" {time.monotonic() - began:.0f} seconds"
        )
        for name, (dead, units) in dead_units(plain, image).items():
            print(f"    {name}: {dead} of {units} units dead")

    if arguments.only:
        return
    numpy.save(arguments.output / "stimuli.npy", stimuli)
    numpy.save(arguments.output / "labels.npy", labels)
    numpy.save(arguments.output / "held-out.npy", held_out)
    example = {
        "name": "digits",
        "title": "Handwritten digits",
        "credit": "Optical Recognition of Handwritten Digits, by E. Alpaydin and C. Kaynak,"
        " UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0;"
        " the 1,797 images of its test part, taken unchanged from scikit-learn (load_digits).",
        "licence": "CC-BY-4.0",
        "source": "https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits",
        "probeSet": {
            "slug": "digits",
            "name": "Handwritten digits",
            "stimuli": "stimuli.npy",
            "labels": "labels.npy",
            "heldOut": "held-out.npy",
            "classes": [str(digit) for digit in range(10)],
            "maximum": MAXIMUM,
        },
        "networks": described,
    }
    text = json.dumps(example, indent=2, ensure_ascii=False) + "\n"
    (arguments.output / "example.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
