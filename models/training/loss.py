"""What the detector is told: which cells answer for which object, and how wrong they are.

Cells are chosen by task alignment (TOOD, Feng et al. 2021, arXiv:2108.07755): score^a · IoU^b over the cells inside an object; the best
few become positive, with the alignment, scaled to the object's best IoU, as the score they are asked for. Boxes are judged by CIoU
(Zheng et al. 2020, arXiv:1911.08287).
"""

import math

import torch
import torch.nn.functional as F

from network import STRIDES

SCORE_POWER, IOU_POWER = 0.5, 4.0
CELLS_AN_OBJECT = 9
BOX_GAIN, KIND_GAIN = 4.0, 1.0


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


def pair_iou(a, b):
    """IoU [len(a), len(b)]."""
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    shared = (high - low).clamp(min=0).prod(-1)
    areas = (a[:, 2:] - a[:, :2]).prod(-1)[:, None] + (b[:, 2:] - b[:, :2]).prod(-1)[None]
    return shared / (areas - shared + 1e-6)


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


@torch.no_grad()
def assign(boxes, scores, centres, strides, objects, kinds):
    """For one picture: the object of each cell (-1: none) and the score that it is asked for, both [N]."""
    owner = torch.full((len(centres),), -1, dtype=torch.long)
    asked = torch.zeros(len(centres))
    if len(objects) == 0:
        return owner, asked
    # A small object may hold no centre of a cell: its box is grown to one stride.
    middle, half = (objects[:, :2] + objects[:, 2:]) / 2, (objects[:, 2:] - objects[:, :2]) / 2
    reach = torch.maximum(half[:, None], strides[None, :, None] * 0.5)
    inside = ((centres[None] - middle[:, None]).abs() < reach).all(-1)
    iou = pair_iou(objects, boxes) * inside
    aligned = scores[:, kinds].T.pow(SCORE_POWER) * iou.pow(IOU_POWER)
    best = aligned.topk(min(CELLS_AN_OBJECT, aligned.shape[1]), 1)
    chosen = torch.zeros_like(inside).scatter_(1, best.indices, best.values > 1e-12) & inside
    claim = torch.where(chosen, iou, torch.full_like(iou, -1.0))
    top, who = claim.max(0)
    taken = top >= 0
    owner[taken] = who[taken]
    mine = F.one_hot(who, len(objects)).T.bool() & taken & chosen
    aligned = aligned * mine
    most = aligned.amax(1, keepdim=True)
    best_iou = (iou * mine).amax(1, keepdim=True)
    asked = (aligned / (most + 1e-9) * best_iou).amax(0)
    return owner, asked


def detection_loss(maps, targets):
    """`targets`: a (boxes, classes, wanted, faces_known) a picture. Returns the loss and its two parts for the log."""
    boxes, logits, centres, strides = decode(maps)
    asked = torch.zeros_like(logits)
    weight = torch.ones_like(logits)
    box_loss, total = boxes.sum() * 0, 0.0
    scores = logits.detach().sigmoid()
    for i, (objects, kinds, wanted, faces_known) in enumerate(targets):
        owner, score = assign(boxes[i].detach(), scores[i], centres, strides, objects[wanted], kinds[wanted])
        spare(weight[i], centres, objects[~wanted], kinds[~wanted])
        if not faces_known:
            weight[i, :, 1] = 0
        cells = torch.nonzero(owner >= 0).squeeze(1)
        if len(cells) == 0:
            continue
        mine = owner[cells]
        asked[i, cells, kinds[wanted][mine]] = score[cells]
        weight[i, cells, kinds[wanted][mine]] = 1
        box_loss = box_loss + ((1 - ciou(boxes[i, cells], objects[wanted][mine])) * score[cells]).sum()
        total += float(score[cells].sum())
    total = max(total, 1.0)
    # Easy empty cells weigh little (varifocal loss, Zhang et al. 2021, arXiv:2008.13367).
    focus = torch.where(asked > 0, torch.ones_like(asked), 0.75 * scores.pow(1.5) + 0.02)
    kind_loss = (F.binary_cross_entropy_with_logits(logits, asked, reduction="none") * weight * focus).sum()
    box_loss, kind_loss = box_loss / total, kind_loss / total
    return BOX_GAIN * box_loss + KIND_GAIN * kind_loss, float(box_loss), float(kind_loss)


def spare(weight, centres, objects, kinds):
    """Cells over what is neither right nor wrong are not judged for its class."""
    for box, kind in zip(objects, kinds):
        inside = ((centres > box[:2]) & (centres < box[2:])).all(-1)
        weight[inside, kind] = 0
