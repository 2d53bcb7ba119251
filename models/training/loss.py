"""What the detector is told: which cells answer for which object, and how wrong they are.

Cells are chosen by task alignment (TOOD, Feng et al. 2021, arXiv:2108.07755): score^a · IoU^b over the cells inside an object; the best
few become positive, with the alignment, scaled to the object's best IoU, as the score they are asked for. Boxes are judged by CIoU
(Zheng et al. 2020, arXiv:1911.08287).
"""

import math
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F

from network import CLASSES, STRIDES

SCORE_POWER, IOU_POWER = 0.5, 4.0
CELLS_AN_OBJECT = 9
FACE = CLASSES.index("face")
BOX_GAIN, KIND_GAIN = 6.0, 1.0


def decode(maps):
    """Raw maps → boxes [B, N, 4] x1 y1 x2 y2 in pixels, logits [B, N, C], cell centres [N, 2] px, strides [N]."""
    boxes, logits, centres, strides = [], [], [], []
    for (box, kind), stride in zip(maps, STRIDES):
        h, w = box.shape[2:]
        ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
        cells = torch.stack((xs, ys), -1).reshape(-1, 2).float()
        raw = box.float().flatten(2).transpose(1, 2)
        middle = (raw[..., :2] + cells) * stride
        half = raw[..., 2:].clamp(-6, 6).exp() * (stride / 2)
        boxes.append(torch.cat((middle - half, middle + half), -1))
        logits.append(kind.float().flatten(2).transpose(1, 2))
        centres.append((cells + 0.5) * stride)
        strides.append(torch.full((h * w,), float(stride)))
    return torch.cat(boxes, 1), torch.cat(logits, 1), torch.cat(centres), torch.cat(strides)


def iou_of(a, b):
    """IoU of boxes whose shapes broadcast, [..., 4]."""
    shared = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    return shared / ((a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - shared + 1e-6)


def ciou(a, b):
    """Complete IoU of boxes in pairs, both [n, 4]."""
    low, high = torch.maximum(a[:, :2], b[:, :2]), torch.minimum(a[:, 2:], b[:, 2:])
    shared = (high - low).clamp(min=0).prod(-1)
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    iou = shared / (wa.prod(-1) + wb.prod(-1) - shared + 1e-6)
    around = torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])
    apart = ((a[:, :2] + a[:, 2:] - b[:, :2] - b[:, 2:]) / 2).pow(2).sum(-1) / (around.pow(2).sum(-1) + 1e-6)
    v = (4 / math.pi**2) * (torch.atan(wb[:, 0] / (wb[:, 1] + 1e-6)) - torch.atan(wa[:, 0] / (wa[:, 1] + 1e-6))).pow(2)
    with torch.no_grad():
        weight = v / (v - iou + 1 + 1e-6)
    return iou - apart - weight * v


class Objects(NamedTuple):
    """Those of a whole batch in one list."""

    boxes: torch.Tensor  # [n, 4], pixels of their picture
    kinds: torch.Tensor  # [n]
    pictures: torch.Tensor  # [n], whose they are

    def those(self, chosen):
        return Objects(*(column[chosen] for column in self))


@torch.no_grad()
def assign(boxes, scores, centres, strides, objects):
    """Which cells answer for which object. Returns pairs: cells [k] (counted through the batch), objects [k], asked scores [k]."""
    # A small object may hold no centre of a cell: its box is grown to one stride.
    middle, half = (objects.boxes[:, :2] + objects.boxes[:, 2:]) / 2, (objects.boxes[:, 2:] - objects.boxes[:, :2]) / 2
    reach = torch.maximum(half[:, None], strides[None, :, None] * 0.5)
    inside = ((centres[None] - middle[:, None]).abs() < reach).all(-1)
    iou = iou_of(objects.boxes[:, None], boxes[objects.pictures]) * inside
    aligned = scores[objects.pictures, :, objects.kinds].pow(SCORE_POWER) * iou.pow(IOU_POWER)
    best = aligned.topk(min(CELLS_AN_OBJECT, aligned.shape[1]), 1)
    rank = torch.nonzero(best.values > 1e-12)
    mine = rank[:, 0]
    cell = best.indices[mine, rank[:, 1]]
    pair_iou, pair_aligned = iou[mine, cell].numpy(), aligned[mine, cell].numpy()
    cell, mine = (objects.pictures[mine] * len(centres) + cell).numpy(), mine.numpy()
    # A cell that several objects want goes to the one that its box fits best.
    order = np.lexsort((-pair_iou, cell))
    kept = order[np.unique(cell[order], return_index=True)[1]]
    cell, mine, pair_iou, pair_aligned = cell[kept], mine[kept], pair_iou[kept], pair_aligned[kept]
    most, best_iou = np.zeros((2, len(objects.boxes)), np.float32)
    np.maximum.at(most, mine, pair_aligned)
    np.maximum.at(best_iou, mine, pair_iou)
    asked = pair_aligned / (most[mine] + 1e-9) * best_iou[mine]
    return torch.from_numpy(cell), torch.from_numpy(mine), torch.from_numpy(asked)


def detection_loss(maps, targets):
    """`targets`: a (boxes, classes, wanted, faces_known) a picture, arrays. Returns the loss and its two parts for the log."""
    boxes, logits, centres, strides = decode(maps)
    scores = logits.detach().sigmoid()
    pictures = np.repeat(np.arange(len(targets)), [len(target[0]) for target in targets])
    columns = [np.concatenate([target[i] for target in targets]) for i in range(3)]
    everything = Objects(torch.from_numpy(columns[0]), torch.from_numpy(columns[1]), torch.from_numpy(pictures))
    wanted = torch.from_numpy(columns[2])
    objects = everything.those(wanted)
    cells, mine, score = assign(boxes.detach(), scores, centres, strides, objects)

    weight = torch.ones_like(logits)
    spare(weight, centres, everything.those(~wanted))
    weight[[i for i, target in enumerate(targets) if not target[3]], :, FACE] = 0
    asked = torch.zeros_like(logits)
    flat = cells * len(CLASSES) + objects.kinds[mine]
    weight.view(-1)[flat] = 1
    asked.view(-1)[flat] = score
    total = max(float(score.sum()), 1.0)
    box_loss = ((1 - ciou(boxes.view(-1, 4)[cells], objects.boxes[mine])) * score).sum() / total
    # Easy empty cells weigh little (varifocal loss, Zhang et al. 2021, arXiv:2008.13367).
    focus = torch.where(asked > 0, torch.ones_like(asked), 0.75 * scores.pow(1.5) + 0.02)
    kind_loss = (F.binary_cross_entropy_with_logits(logits, asked, reduction="none") * weight * focus).sum() / total
    return BOX_GAIN * box_loss + KIND_GAIN * kind_loss, float(box_loss), float(kind_loss)


def spare(weight, centres, unsure):
    """Cells over what is neither right nor wrong are not judged for its class."""
    inside = ((centres > unsure.boxes[:, None, :2]) & (centres < unsure.boxes[:, None, 2:])).all(-1)
    mine, cell = torch.nonzero(inside, as_tuple=True)
    weight[unsure.pictures[mine], cell, unsure.kinds[mine]] = 0
