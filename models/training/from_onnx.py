"""Weights of an exported file → a network that can be trained on: `train.py --from models/person.onnx`.

The file holds convolutions with their normalisation folded in. Here each gets a normalisation again that changes nothing on real
pictures: its scale and shift are the spread and mean of what the convolution gives on some of them.
"""

import onnx
import torch
from onnx import numpy_helper

from network import Conv, Detector


def load(path, pictures):
    """`pictures`: float32 [B, 3, H, W], R G B, 0..1, to measure the spread on."""
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}
    detector = Detector().eval()
    layers = {name: module for name, module in detector.named_modules() if isinstance(module, Conv)}
    for i, head in enumerate(detector.heads):
        weights |= split(i, head, weights)
    biases = {}
    with torch.no_grad():
        for name, conv in layers.items():
            conv[0].weight.copy_(torch.from_numpy(weights[f"detector.{name}.0.weight"].copy()))
            biases[name] = torch.from_numpy(weights[f"detector.{name}.0.bias"].copy())
        # export.py scaled it.
        detector.stem[0].weight.copy_(detector.stem[0].weight * 255)
        for name, module in detector.named_modules():
            if isinstance(module, torch.nn.Conv2d) and module.bias is not None:
                module.weight.copy_(torch.from_numpy(weights[f"detector.{name}.weight"].copy()))
                module.bias.copy_(torch.from_numpy(weights[f"detector.{name}.bias"].copy()))
        hooks = [conv[0].register_forward_hook(normaliser(conv[1], biases[name])) for name, conv in layers.items()]
        detector(pictures)
    for hook in hooks:
        hook.remove()
    return detector


def split(i, head, weights):
    """The two branches that export.py merged, under the names that they have in the network."""
    half, own = head.to_box.in_channels, f"detector.heads.{i}"
    both, rows = ([weights[f"heads.{i}.{layer}.{kind}"] for kind in ("weight", "bias")] for layer in ("both", "rows"))
    parts = {"box.0": (slice(None, half), both), "kind.0": (slice(half, None), both)}
    named = {f"{own}.{name}.{kind}": w[part] for name, (part, pair) in parts.items() for kind, w in zip(("weight", "bias"), pair)}
    for name, lines, columns in (("to_box", slice(4), slice(half)), ("to_kind", slice(5, None), slice(half, None))):
        named |= {f"{own}.{name}.weight": rows[0][lines, columns], f"{own}.{name}.bias": rows[1][lines]}
    return named


def normaliser(norm, bias):
    """Sets `norm` for what its convolution gives, just before it is asked for the first time."""

    def hook(_module, _inputs, output):
        mean, spread = output.mean((0, 2, 3)), output.var((0, 2, 3), unbiased=False)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(spread)
        norm.weight.copy_((spread + norm.eps).sqrt())
        norm.bias.copy_(mean + bias)

    return hook
