"""Writes images as torchvision 0.14 and Pillow make them, beside what they were made of. Needs numpy, Pillow and torchvision."""

import json
from pathlib import Path

import numpy
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

CASES = [
    # height, width, shorter side, crop, interpolation
    (19, 27, 12, 10, "BILINEAR"),
    (19, 27, 12, 10, "BICUBIC"),
    (19, 27, 12, 11, "NEAREST"),
    (11, 7, 16, 15, "BILINEAR"),
    (11, 7, 16, 15, "BICUBIC"),
    (16, 16, 16, 9, "BILINEAR"),
    (24, 18, 17, 14, "BICUBIC"),
]
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]

random = numpy.random.RandomState(5)
cases = []
for height, width, side, crop, interpolation in CASES:
    image = random.randint(0, 256, (height, width, 3)).astype(numpy.uint8)
    resized = transforms.Compose(
        [transforms.Resize(side, interpolation=InterpolationMode[interpolation]), transforms.CenterCrop(crop)]
    )(Image.fromarray(image))
    normalized = transforms.Compose([transforms.ToTensor(), transforms.Normalize(MEAN, DEVIATION)])(resized)
    cases.append(
        {
            "interpolation": interpolation,
            "side": side,
            "crop": crop,
            "shape": [height, width, 3],
            "image": image.ravel().tolist(),
            # height x width x 3, whole numbers
            "resized": numpy.asarray(resized).ravel().tolist(),
            # 3 x height x width, float32
            "sample": [[index, float(normalized.ravel()[index])] for index in range(0, 3 * crop * crop, 37)],
        }
    )
path = Path(__file__).parent / "torchvision.json"
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
