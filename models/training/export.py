"""Weights → ONNX: batch normalisation folded into the convolutions, opset 13, height, width and number of rows left open.

The network learns from R G B, 0..1. The file takes a picture as it is in memory, uint8 [1, H, W, 3] R G B: a station copies its rows and
prepares nothing (0.6 ms a frame of 640 × 360, against 0.25 to turn it inside), and the stem's weights are scaled. The two branches of a
head become one, which gives the same numbers in half the passes over memory (0.15 ms of 9).
"""

import copy
import sys

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from network import Conv, Detector

OPSET = 13
# The layout's objectness, which this network hasn't got: its sigmoid is 1 in float32.
CERTAIN = 30.0


class MergedHead(nn.Module):
    """A head → one map of rows: box 4, objectness 1, classes C, before their sigmoid."""

    def __init__(self, head):
        super().__init__()
        box, kind, half = head.box[0], head.kind[0], head.box[0].out_channels
        rows = 5 + head.to_kind.out_channels
        self.both = nn.Conv2d(box.in_channels, 2 * half, 3, padding=1)
        self.rows = nn.Conv2d(2 * half, rows, 1)
        with torch.no_grad():
            self.both.weight.copy_(torch.cat((box.weight, kind.weight)))
            self.both.bias.copy_(torch.cat((box.bias, kind.bias)))
            self.rows.weight.zero_()
            self.rows.weight[:4, :half] = head.to_box.weight
            self.rows.weight[5:, half:] = head.to_kind.weight
            self.rows.bias.copy_(torch.cat((head.to_box.bias, torch.tensor([CERTAIN]), head.to_kind.bias)))

    def forward(self, x):
        return self.rows(torch.relu(self.both(x)))


class Exported(nn.Module):
    """The detector with its maps laid out as rows [B, N, 5 + C]."""

    def __init__(self, detector):
        super().__init__()
        self.detector = detector
        self.heads = nn.ModuleList([MergedHead(head) for head in detector.heads])

    def forward(self, images):
        maps = self.detector.maps(images.permute(0, 3, 1, 2).float())
        rows = torch.cat([head(m).flatten(2) for head, m in zip(self.heads, maps)], 2)
        return torch.cat((rows[:, :4], rows[:, 4:].sigmoid()), 1).transpose(1, 2)


def fused(detector):
    """A copy whose convolutions carry their normalisation."""
    detector = copy.deepcopy(detector).eval().to(memory_format=torch.contiguous_format)
    for module in detector.modules():
        if isinstance(module, Conv):
            module[0] = fuse_conv_bn_eval(module[0], module[1])
            module[1] = nn.Identity()
    stem = detector.stem[0]
    stem.weight.data = stem.weight.data / 255
    return detector


def export(detector, path):
    torch.onnx.export(
        Exported(fused(detector)).eval(),
        torch.zeros(1, 256, 320, 3, dtype=torch.uint8),
        path,
        opset_version=OPSET,
        input_names=["images"],
        output_names=["output"],
        dynamic_axes={"images": {1: "height", 2: "width"}, "output": {1: "rows"}},
    )


if __name__ == "__main__":
    trained = Detector()
    trained.load_state_dict(torch.load(sys.argv[1])["average"])
    export(trained, sys.argv[2])
