"""Products of centred blocks on the first CUDA device, by PyTorch: cudaProducts.py '{"products": [...], "runs": 5}' prints JSON."""

import json
import statistics
import sys
import time

ask = json.loads(sys.argv[1])
try:
    import torch
except ImportError:
    print(json.dumps({"absent": f"{sys.executable} has no torch"}))
    sys.exit()
if not torch.cuda.is_available():
    print(json.dumps({"absent": f"torch {torch.__version__} sees no CUDA device"}))
    sys.exit()

# The same arithmetic as ours: float32, not TensorFloat-32.
torch.backends.cuda.matmul.allow_tf32 = False
cuda = torch.device("cuda")


def median_seconds(work, runs):
    work()
    torch.cuda.synchronize()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        torch.cuda.synchronize()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def blocks(units, samples):
    return [torch.rand(units, samples).pin_memory() for _ in range(4)]


def part(block, samples):
    units = block.shape[0]
    return block.flatten()[: units * samples].view(units, samples)


rates = []
for size in ask["products"]:
    p, q, block = size["p"], size["q"], size["block"]
    count = -(-size["samples"] // block)
    left, right = blocks(p, block), blocks(q, block)
    c, d = torch.full((p, 1), 0.1, device=cuda), torch.full((q, 1), 0.1, device=cuda)

    def whole_pass():
        sums = torch.zeros(p, q, dtype=torch.float64, device=cuda)
        for index in range(count):
            length = min(block, size["samples"] - index * block)
            x = part(left[index % 4], length).to(cuda, non_blocking=True) - c
            y = part(right[index % 4], length).to(cuda, non_blocking=True) - d
            sums += x @ y.T
        return sums.cpu()

    seconds = median_seconds(whole_pass, ask["runs"])
    row = {"p": p, "q": q, "block": block}
    work = 2 * p * q * size["samples"]
    rates.append(
        {**row, "what": "cross-moments, end to end", "samples": size["samples"], "seconds": seconds, "gflops": work / seconds / 1e9}
    )

    x, y = left[0].to(cuda), right[0].to(cuda)
    products = torch.empty(p, q, device=cuda)

    times = max(1, min(4096, int(2e12 / (2 * p * q * block))))

    def kept():
        for _ in range(times):
            torch.mm(x - c, (y - d).T, out=products)

    seconds = median_seconds(kept, ask["runs"]) / times
    gflops = 2 * p * q * block / seconds / 1e9
    rates.append(
        {**row, "what": "cross-moments, kept on the device", "samples": block, "seconds": seconds, "gflops": gflops}
    )

print(json.dumps({"device": torch.cuda.get_device_name(0), "version": torch.__version__, "rates": rates}))
