"""A quick AP50 for the training log. The figures that count come from the product itself: `npm run models -- eval`."""

import cv2
import numpy as np
import torch

from dataset import PAD
from loss import decode, iou_of

LEAST_SCORE = 0.01
NMS_IOU = 0.5


def letterboxed(image, long_side):
    """float32 [1, 3, H, W] R G B 0..1, picture at the top left, and the scale."""
    h, w = image.shape[:2]
    scale = long_side / max(h, w)
    small = cv2.resize(image, (round(w * scale), round(h * scale)), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    sh, sw = small.shape[:2]
    canvas = np.full((-(-sh // 32) * 32, -(-sw // 32) * 32, 3), PAD, np.uint8)
    canvas[:sh, :sw] = small
    return torch.from_numpy(canvas[:, :, ::-1].copy()).permute(2, 0, 1)[None].float() / 255, scale


def nms(boxes, scores):
    order = scores.argsort(descending=True)[:400]
    boxes, kept = boxes[order], []
    overlap = iou_of(boxes[:, None], boxes[None]) > NMS_IOU
    gone = torch.zeros(len(boxes), dtype=torch.bool)
    for i in range(len(boxes)):
        if not gone[i]:
            kept.append(i)
            gone |= overlap[i]
    return order[kept]


@torch.no_grad()
def detections(model, image, kind, long_side):
    """Boxes [n, 4] in pixels of the picture, best first, and their scores."""
    tensor, scale = letterboxed(image, long_side)
    boxes, logits, _, _ = decode(model(tensor.to(memory_format=torch.channels_last)))
    boxes, scores = boxes[0], logits[0, :, kind].sigmoid()
    likely = scores > LEAST_SCORE
    boxes, scores = boxes[likely], scores[likely]
    kept = nms(boxes, scores)
    return boxes[kept] / scale, scores[kept]


def average_precision(model, samples, kind, long_side=416, iou=0.5):
    """AP (area under the precision envelope) of one class; ignored objects are neither right nor wrong."""
    rows, wanted_total = [], 0
    for sample in samples:
        boxes, scores = detections(model, sample.image, kind, long_side)
        of_kind = sample.classes == kind
        truth = torch.from_numpy(sample.boxes[of_kind & sample.wanted])
        ignored = torch.from_numpy(sample.boxes[of_kind & ~sample.wanted])
        wanted_total += len(truth)
        free = torch.ones(len(truth), dtype=torch.bool)
        overlap = iou_of(boxes[:, None], truth[None])
        for i, score in enumerate(scores):
            best = (overlap[i] * free).max(0) if len(truth) else None
            if best is not None and best.values >= iou:
                free[best.indices] = False
                rows.append((float(score), 1))
            elif len(ignored) == 0 or mostly_inside(boxes[i], ignored) < 0.5:
                rows.append((float(score), 0))
    rows.sort(reverse=True)
    hits = np.cumsum([hit for _, hit in rows]) if rows else np.zeros(0)
    precision = hits / np.arange(1, len(rows) + 1)
    recall = hits / max(1, wanted_total)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(np.concatenate(([0.0], recall))) * envelope))


def mostly_inside(box, others):
    shared = (torch.minimum(box[2:], others[:, 2:]) - torch.maximum(box[:2], others[:, :2])).clamp(min=0).prod(-1)
    return float((shared / (box[2:] - box[:2]).prod().clamp(min=1e-6)).max())
