"""Weights → ONNX: batch normalisation folded into the convolutions, opset 13, height, width and number of rows left open.

The network learns from R G B, 0..1. The file takes B G R, 0..255, as other models of its layout do: the stem's weights are turned and
scaled, so that the station copies pixels as they are.
"""

import copy
import sys

import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

from network import Conv, Detector, Exported

OPSET = 13


def fused(detector):
    """A copy whose convolutions carry their normalisation."""
    detector = copy.deepcopy(detector).eval().to(memory_format=torch.contiguous_format)
    for module in detector.modules():
        if isinstance(module, Conv):
            module[0] = fuse_conv_bn_eval(module[0], module[1])
            module[1] = torch.nn.Identity()
    stem = detector.stem[0]
    stem.weight.data = stem.weight.data.flip(1) / 255
    return detector


def export(detector, path):
    torch.onnx.export(
        Exported(fused(detector)).eval(),
        torch.zeros(1, 3, 256, 320),
        path,
        opset_version=OPSET,
        input_names=["images"],
        output_names=["output"],
        dynamic_axes={"images": {2: "height", 3: "width"}, "output": {1: "rows"}},
    )


if __name__ == "__main__":
    trained = Detector()
    trained.load_state_dict(torch.load(sys.argv[1])["average"])
    export(trained, sys.argv[2])
