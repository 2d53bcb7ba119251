"""The detector: a residual backbone of plain 3x3 convolutions, a feature pyramid that sums, one head a stride.

In: float32 [B, 3, H, W], R G B, 0..1 (the exported file: uint8 [1, H, W, 3], R G B), H and W multiples of 32. Out: [B, N, 5 + C] over strides
8, 16, 32, row by row: centre x, y (cells from the cell's own corner), log width, log height (of strides), objectness 1, class scores 0..1: the product's `yolox` layout.
Plain convolutions, ReLU and sums alone, because onnxruntime fuses each such triple into one pass over memory, while depthwise
convolutions and SiLU wait for memory. The stem goes to a quarter of the size at once: maps of half the size took 45 % of a training
step and a fifth of a run, for two small layers.
"""

import torch
from torch import nn

STRIDES = (8, 16, 32)
CLASSES = ("person", "face")


class Conv(nn.Sequential):
    """Convolution, batch normalisation and, unless `act` is false, ReLU."""

    def __init__(self, cin, cout, k=3, stride=1, act=True):
        layers = [nn.Conv2d(cin, cout, k, stride, (k - 1) // 2, bias=False), nn.BatchNorm2d(cout, eps=1e-3, momentum=0.03)]
        super().__init__(*layers, *([nn.ReLU(inplace=True)] if act else []))


class Block(nn.Module):
    """relu(x + conv(conv(x))), narrow in the middle."""

    def __init__(self, channels, middle):
        super().__init__()
        self.a = Conv(channels, middle)
        self.b = Conv(middle, channels, act=False)

    def forward(self, x):
        return torch.relu(x + self.b(self.a(x)))


def half(channels):
    """About half, and a multiple of 16: onnxruntime works in blocks of 16 channels, so that the rest of one costs as much."""
    return -(-channels // 32) * 16


def stage(cin, cout, blocks):
    return nn.Sequential(Conv(cin, cout, stride=2), *[Block(cout, half(cout)) for _ in range(blocks)])


class Context(nn.Module):
    """Three chained 5x5 maxima: what lies around, up to the whole picture (SPPF)."""

    def __init__(self, cin, cout):
        super().__init__()
        self.reduce = Conv(cin, cout, 1)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.merge = Conv(cout * 4, cout, 1)

    def forward(self, x):
        x = self.reduce(x)
        a = self.pool(x)
        b = self.pool(a)
        return self.merge(torch.cat((x, a, b, self.pool(b)), 1))


class Neck(nn.Module):
    """Top-down, then bottom-up: each map is the sum of its own lateral and its neighbour, smoothed."""

    def __init__(self, channels, width):
        super().__init__()
        c8, c16, c32 = channels
        self.context = Context(c32, width)
        self.lateral16 = Conv(c16, width, 1, act=False)
        self.lateral8 = Conv(c8, width, 1, act=False)
        self.smooth16 = Conv(width, width)
        self.smooth8 = Conv(width, width)
        self.down16 = Conv(width, width, stride=2, act=False)
        self.down32 = Conv(width, width, stride=2, act=False)
        self.out16 = Block(width, half(width))
        self.out32 = Block(width, half(width))
        self.up = nn.Upsample(scale_factor=2, mode="nearest")

    def forward(self, f8, f16, f32):
        p32 = self.context(f32)
        p16 = self.smooth16(torch.relu(self.lateral16(f16) + self.up(p32)))
        p8 = self.smooth8(torch.relu(self.lateral8(f8) + self.up(p16)))
        n16 = self.out16(torch.relu(p16 + self.down16(p8)))
        n32 = self.out32(torch.relu(p32 + self.down32(n16)))
        return p8, n16, n32


class Head(nn.Module):
    """One map to boxes and scores: a branch each, so that where and what don't compete."""

    def __init__(self, width, classes):
        super().__init__()
        self.box = Conv(width, half(width))
        self.kind = Conv(width, half(width))
        self.to_box = nn.Conv2d(half(width), 4, 1)
        self.to_kind = nn.Conv2d(half(width), classes, 1)
        # At first: half a cell in, four strides wide and high, one cell in a hundred.
        with torch.no_grad():
            self.to_box.bias.copy_(torch.tensor([0.5, 0.5, 1.4, 1.4]))
            self.to_kind.bias.fill_(-4.6)

    def forward(self, x):
        return self.to_box(self.box(x)), self.to_kind(self.kind(x))


class Detector(nn.Module):
    def __init__(self, stem=32, widths=(64, 112, 160), blocks=(2, 3, 1), neck=48):
        super().__init__()
        self.stem = Conv(3, stem, k=6, stride=4)
        self.s8 = stage(stem, widths[0], blocks[0])
        self.s16 = stage(widths[0], widths[1], blocks[1])
        self.s32 = stage(widths[1], widths[2], blocks[2])
        self.neck = Neck(widths, neck)
        self.heads = nn.ModuleList([Head(neck, len(CLASSES)) for _ in STRIDES])

    def maps(self, x):
        """Features [B, neck, h, w] a stride."""
        f8 = self.s8(self.stem(x))
        f16 = self.s16(f8)
        return self.neck(f8, f16, self.s32(f16))

    def forward(self, x):
        """Raw maps, a (boxes [B, 4, h, w], class logits [B, C, h, w]) a stride."""
        return [head(m) for head, m in zip(self.heads, self.maps(x))]
