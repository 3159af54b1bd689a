"""What a transposed convolution does along one of its dimensions, without its numbers.

The input's points are put a stride apart, each is replaced by the kernel scaled by it, and what
overlaps is added: that is the whole. Every framework's settings come down to a crop of the whole
at each end; a negative crop adds points that no input reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """One dimension of a transposed convolution.

    Attributes
    ----------
    kernel
        Taps of the kernel, K.
    stride
        Points from one scaled kernel to the next.
    crop
        Points of the whole that are missing at the near and at the far end.
    dilation
        Points from one tap of the kernel to the next.
    """

    kernel: int
    stride: int = 1
    crop: tuple[int, int] = (0, 0)
    dilation: int = 1

    @property
    def reach(self) -> int:
        """Points from the first tap of the kernel to the last, both included."""
        return self.dilation * (self.kernel - 1) + 1

    def whole(self, inputs: int) -> int:
        """Return the length before anything is cropped or added, of so many points, n."""
        return (inputs - 1) * self.stride + self.reach

    def outputs(self, inputs: int) -> int:
        """Return the length that comes out, N, of so many points, n."""
        return self.whole(inputs) - sum(self.crop)

    def columns(self, inputs: int) -> int:
        """Return the length before anything is cropped, and with what is added at the far end."""
        return self.whole(inputs) + max(-self.crop[1], 0)

    def problems(self) -> Iterator[str]:
        """Say what no transposed convolution can have."""
        for name in ("kernel", "stride", "dilation"):
            if getattr(self, name) < 1:
                yield f"{name} is {getattr(self, name)}, but must be at least 1"

    def problems_with(self, inputs: int) -> Iterator[str]:
        """Say why nothing comes out of so many points, if so."""
        if inputs < 1:
            yield f"the input has {inputs} points, but needs at least 1"
        elif self.outputs(inputs) < 1:
            near, far = self.crop
            yield (
                f"the padding crops {near} and {far} points, and there are only "
                f"{self.whole(inputs)}: lower it"
            )
