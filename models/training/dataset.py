"""Labelled pictures in memory, and the training views cut from them.

A picture is uint8 [H, W, 3] B G R. Boxes are float32 [n, 4] x1, y1, x2, y2 in pixels of the picture they belong to. Each object has a
class and a flag: `wanted` ones must be found, the others (mostly hidden, too small, or seen by one teacher alone) are neither right
nor wrong. Views are made of crops at a scale of their own, so that a small canvas still shows people at the size that cameras do.
"""

import json
import os
from dataclasses import dataclass

import cv2
import numpy as np

cv2.setNumThreads(1)

PAD = 114
PERSON, FACE = 0, 1
# Sizes in pixels of the view below which an object is not asked for.
LEAST_SIDE = {PERSON: 5.0, FACE: 5.0}
# Share of a box that must be left after a cut for its object to be asked for.
LEAST_LEFT = 0.45
# The long side of a picture in a view, of the view's: from a whole picture with room around it to a close crop. Closer ones showed
# large people by parts alone, and the network took parts for people: half of its false boxes on Penn-Fudan, fewer at a smaller input.
ZOOM, LATE_ZOOM, MOSAIC_ZOOM = (0.6, 1.8), (0.6, 1.3), (0.4, 1.3)
# How often a source is drawn beside its share: stations, crowds and cameras on the wall more, and streets, where people are seen from head
# to foot; sites that repeat themselves less, and those whose people are mostly seen from the waist up.
WEIGHTS = {
    "metro": 3.0, "cafe": 3.0, "tudped": 1.8, "office": 2.0, "classroom": 1.5, "street_pe": 2.2, "coco": 2.6, "openimg": 2.2, "openimg2": 1.5,
    "vidcrowd": 4.0, "vidmall": 4.0, "vidwalk": 2.5, "vidnight": 2.0, "handraise": 2.0, "intelvid": 1.5, "voc": 2.2,
    "hardhat": 0.6, "hardhat2": 0.6, "plantcctv": 0.9, "css": 0.6, "vocanimal": 0.7, "garbage": 0.4, "wagon": 0.4, "boxes": 0.4,
    "twin": 0.6,
}  # fmt: skip


@dataclass
class Sample:
    source: str
    image: np.ndarray
    # The same at half the size, to cut small views from: a third of their time went into shrinking the whole.
    half: np.ndarray
    boxes: np.ndarray
    classes: np.ndarray
    wanted: np.ndarray
    # Drawn people have no face that a face model would know: faces are not judged there.
    faces_known: bool


def source_of(name):
    return name.rsplit("_", 1)[0]


def read_yolo(path, width, height):
    """Lines `class cx cy w h` in fractions → classes [n] and boxes [n, 4] in pixels; none when there is no such file."""
    lines = [line.split() for line in open(path) if line.strip()] if os.path.exists(path) else []
    rows = np.array([[float(v) for v in line] for line in lines], np.float32).reshape(-1, 5)
    cx, cy, w, h = (rows[:, 1:] * (width, height, width, height)).T
    return rows[:, 0].astype(np.int64), np.stack((cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), 1).astype(np.float32)


def read_sample(folder, file, faces_known):
    name = file.rsplit(".", 1)[0]
    image = cv2.imread(os.path.join(folder, "images", file))
    h, w = image.shape[:2]
    label = os.path.join(folder, "labels", name)
    (kinds, boxes), (unsure_kinds, unsure) = read_yolo(label + ".txt", w, h), read_yolo(label + ".ignore.txt", w, h)
    wanted = np.arange(len(boxes) + len(unsure)) < len(boxes)
    half = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return Sample(source_of(name), image, half, np.concatenate((boxes, unsure)), np.concatenate((kinds, unsure_kinds)), wanted, faces_known)


def read_folder(folder, faces_known, leave_out=()):
    """Every picture of a folder in YOLO layout, but those of the sources in `leave_out`."""
    files = sorted(os.listdir(os.path.join(folder, "images")))
    return [read_sample(folder, file, faces_known) for file in files if source_of(file.rsplit(".", 1)[0]) not in leave_out]


def unstated_sources(dataset):
    """Sources none of whose repositories states a licence that allows use."""
    sources = json.load(open(os.path.join(dataset, "sources.json")))
    return {key for key, repositories in sources.items() if any(r["group"] == "unstated" for r in repositories.values())}


def cut(sample, scale, x, y, width, height, mirror, rng):
    """The window of `width` × `height` whose corner is at x, y of the picture scaled by `scale`; padded with grey."""
    sx = scale if rng is None else scale * np.exp(rng.normal(0, 0.06))
    image, rest_x, rest_y = (sample.half, sx * 2, scale * 2) if scale < 0.5 else (sample.image, sx, scale)
    if rest_y < 0.6:
        image, rest_x, rest_y = cv2.resize(image, None, fx=rest_x, fy=rest_y, interpolation=cv2.INTER_AREA), 1, 1
    matrix = np.array([[rest_x, 0, -x], [0, rest_y, -y]], np.float32)
    if mirror:
        matrix[0] = (-rest_x, 0, width - 1 + x)
    view = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(PAD, PAD, PAD))
    boxes = sample.boxes * (sx, scale, sx, scale) - (x, y, x, y)
    if mirror:
        boxes[:, [0, 2]] = width - boxes[:, [2, 0]]
    boxes = boxes.astype(np.float32)
    area = np.prod(boxes[:, 2:] - boxes[:, :2], 1)
    boxes[:, [0, 2]] = boxes[:, [0, 2]].clip(0, width)
    boxes[:, [1, 3]] = boxes[:, [1, 3]].clip(0, height)
    sides = boxes[:, 2:] - boxes[:, :2]
    left = np.prod(sides, 1) / np.maximum(area, 1e-6)
    least = np.where(sample.classes == PERSON, LEAST_SIDE[PERSON], LEAST_SIDE[FACE])
    wanted = sample.wanted & (left >= LEAST_LEFT) & (sides.max(1) >= least) & (sides.min(1) >= 2)
    kept = (sides.min(1) > 1) & (left > 0.02)
    return view, boxes[kept], sample.classes[kept], wanted[kept]


def random_cut(sample, width, height, rng, zoom):
    """A crop at a random scale: the picture's long side becomes `zoom` (least, most), px, evenly in the logarithm."""
    h, w = sample.image.shape[:2]
    scale = np.exp(rng.uniform(np.log(zoom[0]), np.log(zoom[1]))) / max(w, h)
    slack_x, slack_y = w * scale - width, h * scale - height
    x = rng.uniform(min(0, slack_x), max(0, slack_x))
    y = rng.uniform(min(0, slack_y), max(0, slack_y))
    return cut(sample, scale, x, y, width, height, rng.random() < 0.5, rng)


def mosaic(samples, size, rng, zoom):
    """Four crops around a random point."""
    view = np.empty((size, size, 3), np.uint8)
    cx, cy = rng.integers(int(size * 0.3), int(size * 0.7), 2)
    parts = []
    for sample, (x1, y1, x2, y2) in zip(samples, ((0, 0, cx, cy), (cx, 0, size, cy), (0, cy, cx, size), (cx, cy, size, size))):
        part, boxes, classes, wanted = random_cut(sample, int(x2 - x1), int(y2 - y1), rng, zoom)
        view[y1:y2, x1:x2] = part
        parts.append((boxes + np.array((x1, y1, x1, y1), np.float32), classes, wanted, np.full(len(boxes), sample.faces_known)))
    boxes, classes, wanted, known = (np.concatenate(column) for column in zip(*parts))
    return view, boxes, classes, wanted


def blemish(view, rng):
    """What cameras, nights and encoders do to a picture."""
    if rng.random() < 0.8:
        hsv = cv2.cvtColor(view, cv2.COLOR_BGR2HSV)
        hue = (np.arange(256) + rng.uniform(-8, 8)) % 180
        saturation = np.arange(256) * rng.uniform(0.4, 1.5)
        value = 255 * (np.arange(256) / 255) ** np.exp(rng.uniform(-0.5, 0.5)) * rng.uniform(0.65, 1.25)
        tables = [np.clip(t, 0, 255).astype(np.uint8) for t in (hue, saturation, value)]
        view = cv2.cvtColor(cv2.merge([cv2.LUT(c, t) for c, t in zip(cv2.split(hsv), tables)]), cv2.COLOR_HSV2BGR)
    if rng.random() < 0.08:
        view = cv2.cvtColor(cv2.cvtColor(view, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    if rng.random() < 0.12:
        view = night(view, rng)
    if rng.random() < 0.2:
        view = blurred(view, rng)
    if rng.random() < 0.2:
        noise = np.empty(view.shape, np.int8)
        cv2.randn(noise, 0, rng.uniform(2, 14))
        view = cv2.add(view, noise, dtype=cv2.CV_8U)
    if rng.random() < 0.35:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(18, 75))]
        view = cv2.imdecode(cv2.imencode(".jpg", view, quality)[1], cv2.IMREAD_COLOR)
    return view


def night(view, rng):
    """Few photons: dark, pale and grainy."""
    table = 255 * (np.arange(256) / 255) ** rng.uniform(1.3, 2.2) * rng.uniform(0.25, 0.7)
    grain = np.empty(view.shape, np.int8)
    cv2.randn(grain, 0, rng.uniform(2, 12))
    return cv2.add(cv2.LUT(view, table.astype(np.uint8)), grain, dtype=cv2.CV_8U)


def blurred(view, rng):
    kind = rng.random()
    if kind < 0.4:
        return cv2.GaussianBlur(view, (0, 0), rng.uniform(0.5, 1.6))
    if kind < 0.6:
        length = int(rng.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        return cv2.filter2D(view, -1, kernel if rng.random() < 0.7 else kernel.T)
    h, w = view.shape[:2]
    factor = rng.uniform(0.4, 0.8)
    small = cv2.resize(view, (int(w * factor), int(h * factor)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)


def occlude(view, boxes, classes, wanted, rng):
    """Hides a part of some people behind something flat, never more than about half of one."""
    for box in boxes[wanted & (classes == PERSON)]:
        if rng.random() > 0.12:
            continue
        x1, y1, x2, y2 = box
        w, h = (x2 - x1) * rng.uniform(0.2, 1), (y2 - y1) * rng.uniform(0.15, 0.45)
        if min(w, h) < 2:
            continue
        x, y = rng.uniform(x1, x2 - w), (y2 - h if rng.random() < 0.6 else rng.uniform(y1 + (y2 - y1) * 0.3, y2 - h))
        view[int(y) : int(y + h), int(x) : int(x + w)] = rng.integers(0, 256, 3)
    return view


class Views:
    """Endless random views; the n-th one is always the same. `plain` ones are whole pictures, unspoilt."""

    def __init__(self, samples, seed, plain=False):
        self.samples, self.seed, self.plain = samples, seed, plain
        weights = np.array([WEIGHTS.get(sample.source, 1.0) for sample in samples])
        self.cumulative = np.cumsum(weights) / weights.sum()

    def draw(self, rng):
        return self.samples[min(int(np.searchsorted(self.cumulative, rng.random())), len(self.samples) - 1)]

    def view(self, n, size, mosaic_share, zoom=ZOOM):
        """uint8 [size, size, 3] R G B; boxes, classes, wanted; whether faces are judged."""
        rng = np.random.default_rng((self.seed, n))
        if self.plain:
            sample = self.samples[n % len(self.samples)]
            view, *objects = cut(sample, size / max(sample.image.shape), 0, 0, size, size, False, None)
            return np.ascontiguousarray(view[:, :, ::-1]), *objects, sample.faces_known
        if rng.random() < mosaic_share:
            samples = [self.draw(rng) for _ in range(4)]
            view, boxes, classes, wanted = mosaic(samples, size, rng, [share * size for share in MOSAIC_ZOOM])
            faces_known = all(sample.faces_known for sample in samples)
        else:
            sample = self.draw(rng)
            view, boxes, classes, wanted = random_cut(sample, size, size, rng, [share * size for share in zoom])
            faces_known = sample.faces_known
        view = blemish(occlude(view, boxes, classes, wanted, rng), rng)
        return np.ascontiguousarray(view[:, :, ::-1]), boxes, classes, wanted, faces_known
