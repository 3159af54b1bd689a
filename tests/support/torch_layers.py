"""What torch makes of a layer, to compare with."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from deconviz.arrays import Floats
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings


def torch_says(
    layer: Layer, settings: Sequence[Settings], given: Floats, *, bias: bool = True
) -> Floats:
    """What torch makes of an input (C, *n), shape (O, *N)."""
    transposed = [torch.conv_transpose1d, torch.conv_transpose2d][len(settings) - 1]
    done: torch.Tensor = transposed(
        torch.from_numpy(given)[None],
        torch.from_numpy(layer.kernel),
        torch.from_numpy(layer.bias) if bias else None,
        stride=[one.stride for one in settings],
        padding=[one.padding for one in settings],
        output_padding=[one.output_padding for one in settings],
        groups=layer.groups,
        dilation=[one.dilation for one in settings],
    )
    return done[0].numpy()
