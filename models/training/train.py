"""Trains the detector: `python3 train.py --data people-v1 --twin twin --out RUN [--steps N]`, as `npm run models -- train` calls it.

Keeps RUN/last.pt (everything needed to go on), RUN/log.jsonl and, at the end, RUN/person.onnx. The same command goes on where a
stopped run left off. The learning rate warms up, stays, and falls to nothing over the last `--fall` steps, so that a run can be
branched: `--from OTHER/last.pt` starts with its weights.
"""

import argparse
import copy
import json
import os
import sys
import time

# What must be set before Python starts. A thread that waits must sleep: spinning, two threads and the process that makes the views
# fought over two cores (46 against 74 pictures a second). And freed memory must be kept, in large pages: mapped anew for each map of
# the network, a step of 32 views at 416 px took 1124 ms instead of 442.
SETTINGS = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "GOMP_SPINCOUNT": "0",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4000000000:glibc.malloc.trim_threshold=8000000000:glibc.malloc.arena_max=1",
}
if __name__ == "__main__" and not SETTINGS.keys() <= os.environ.keys():
    os.execve(sys.executable, [sys.executable, *sys.argv], SETTINGS | os.environ)

import numpy as np
import torch

import dataset
import from_onnx
import measure
from export import export
from loss import detection_loss
from network import CLASSES, Detector

BATCH = 32
PEAK_RATE, WEIGHT_DECAY = 2.5e-3, 0.03
WARM_UP_STEPS = 200
SIZES = (224, 256, 288, 320, 384)
# In the second half of the fall the views come closer to what cameras give: larger, mostly one picture each, and nearly whole.
LATE_SIZES = (288, 352, 416, 480)
MOSAIC_SHARE, LATE_MOSAIC_SHARE = 0.5, 0.1


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="people-v1, unpacked, with faces labelled")
    parser.add_argument("--twin", help="pictures of the twin: npm run models -- twin DIR")
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=12600)
    parser.add_argument("--fall", type=int, default=5600)
    parser.add_argument("--rate", type=float, default=PEAK_RATE)
    parser.add_argument("--from", dest="start", help="weights to begin with: a last.pt, or an exported .onnx")
    parser.add_argument("--unstated", action="store_true", help="with the pictures whose licence nobody states; such weights are not shipped")
    parser.add_argument("--few", type=int, help="only this many pictures, unspoilt: the network must learn them by heart")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure-every", type=int, default=1000)
    return parser.parse_args()


class Batches(torch.utils.data.IterableDataset):
    """Batches `first` to `last`; batch n is the same whichever process makes it. From `late` on views are larger and calmer."""

    def __init__(self, views, first, late, last, seed):
        self.views, self.first, self.late, self.last, self.seed = views, first, late, last, seed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        for n in range(self.first + worker.id, self.last, worker.num_workers):
            is_late = n >= self.late
            size = int(np.random.default_rng((self.seed, 1, n)).choice(LATE_SIZES if is_late else SIZES))
            share, zoom = (LATE_MOSAIC_SHARE, dataset.LATE_ZOOM) if is_late else (MOSAIC_SHARE, dataset.ZOOM)
            made = [self.views.view(n * BATCH + i, size, share, zoom) for i in range(BATCH)]
            # Plain arrays: torch would send each tensor through a file descriptor of its own, which took longer than making the views.
            yield n, np.stack([view[0] for view in made]), [view[1:] for view in made]


def rate_at(step, args):
    warm = min(1.0, (step + 1) / WARM_UP_STEPS)
    return args.rate * min(warm, max(0.0, (args.steps - step) / args.fall))


def optimizer_of(model):
    """Weight decay on convolutions alone."""
    decayed = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.99), foreach=True)


@torch.no_grad()
def follow(average, model, step):
    """Exponential average of the weights, quick at first."""
    decay = min(0.9985, (1 + step) / (20 + step))
    pairs = zip(average.state_dict().values(), model.state_dict().values())
    averages, news = zip(*[(a, m) for a, m in pairs if a.dtype.is_floating_point])
    torch._foreach_mul_(averages, decay)
    torch._foreach_add_(averages, news, alpha=1 - decay)


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(os.cpu_count())
    train, val = load(args)
    views = dataset.Views(train, args.seed, plain=args.few is not None)
    kept = os.path.join(args.out, "last.pt")
    model, average, optimizer, step = begin(args, kept, views)
    log = open(os.path.join(args.out, "log.jsonl"), "a", buffering=1)

    def note(**what):
        log.write(json.dumps(what) + "\n")
        print(json.dumps(what), flush=True)

    note(step=step, pictures=len(train), batch=BATCH, threads=torch.get_num_threads(), args=vars(args))
    batches = Batches(views, step, args.steps - args.fall // 2, args.steps, args.seed)
    loader = torch.utils.data.DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=6, collate_fn=lambda made: made)
    sums, started = np.zeros(3), time.time()
    for step, images, targets in loader:
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, args)
        sums += (*learn(model, optimizer, images, targets), 1)
        follow(average, model, step)
        done = step + 1
        if done % 50 == 0:
            (box, kind, batches_seen), rate = sums, round(rate_at(step, args), 6)
            per_s = round(BATCH * batches_seen / (time.time() - started), 1)
            note(step=done, box=round(box / batches_seen, 4), kind=round(kind / batches_seen, 4), rate=rate, pictures_per_s=per_s)
            sums, started = np.zeros(3), time.time()
        if done % 250 == 0 or done == args.steps:
            save(kept, done, model, average, optimizer)
        if done % args.measure_every == 0 or done == args.steps:
            ap = {name: round(measure.average_precision(average, val, kind), 4) for kind, name in enumerate(CLASSES)}
            note(step=done, val_ap50=ap)
            started = time.time()
    export(average, os.path.join(args.out, "person.onnx"))


def learn(model, optimizer, images, targets):
    """One step. Returns the two parts of the loss."""
    model.train()
    with torch.cpu.amp.autocast(dtype=torch.bfloat16):
        maps = model(pixels_of(images, torch.bfloat16))
    loss, box, kind = detection_loss(maps, targets)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
    optimizer.step()
    return box, kind


def save(path, step, model, average, optimizer):
    state = {"model": model.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def begin(args, kept, views):
    """The network, its average, the optimizer and the step: new, as they were when a run stopped, or from other weights."""
    model = Detector()
    if args.start and args.start.endswith(".onnx") and not os.path.exists(kept):
        model = from_onnx.load(args.start, pixels_of(np.stack([views.view(n, 320, MOSAIC_SHARE)[0] for n in range(2 * BATCH)])))
    model = model.to(memory_format=torch.channels_last)
    average, optimizer = copy.deepcopy(model).eval(), optimizer_of(model)
    source = kept if os.path.exists(kept) else args.start
    if source is None or source.endswith(".onnx"):
        return model, average, optimizer, 0
    state = torch.load(source)
    model.load_state_dict(state["model"])
    average.load_state_dict(state["average"])
    if source != kept:
        return model, average, optimizer, 0
    optimizer.load_state_dict(state["optimizer"])
    return model, average, optimizer, state["step"]


def pixels_of(images, dtype=torch.float32):
    """uint8 [B, H, W, 3] → [B, 3, H, W], 0..1."""
    return torch.from_numpy(images).permute(0, 3, 1, 2).to(dtype, memory_format=torch.channels_last).mul_(1 / 255)


def load(args):
    """Pictures to learn from, and those to measure on."""
    leave_out = () if args.unstated else dataset.unstated_sources(args.data)
    train = dataset.read_folder(os.path.join(args.data, "train"), True, leave_out)
    val = dataset.read_folder(os.path.join(args.data, "val"), True)
    if args.twin:
        train += dataset.read_folder(args.twin, False)
    if args.few:
        train = val = [sample for sample in train if len(sample.boxes) > 0][: args.few]
    return train, val


if __name__ == "__main__":
    main()
