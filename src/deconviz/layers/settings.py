"""The settings of one dimension as torch has them, and which of them make a given length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from deconviz.layers.axis import Axis


@dataclass(frozen=True)
class Settings:
    """Stride, padding, output padding and dilation of ``torch.nn.ConvTranspose1d``.

    Attributes
    ----------
    kernel, stride, dilation
        As in `Axis`.
    padding
        Points that are cropped at both ends.
    output_padding
        Points that are added at the far end; what stands there is computed where a tap reaches it.
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    output_padding: int = 0
    dilation: int = 1

    @property
    def axis(self) -> Axis:
        """The crops that they come down to."""
        far = self.padding - self.output_padding
        return Axis(self.kernel, self.stride, (self.padding, far), self.dilation)

    def problems(self) -> Iterator[str]:
        """Say what torch refuses, and why it does."""
        yield from self.axis.problems()
        if self.padding < 0:
            yield f"padding is {self.padding}, but crops at least 0 points"
        if self.output_padding < 0:
            yield f"output_padding is {self.output_padding}, but adds at least 0 points"
        elif self.output_padding >= max(self.stride, self.dilation) > 0:
            yield (
                f"output_padding is {self.output_padding}, but must be below the stride "
                f"({self.stride}) or the dilation ({self.dilation}): it chooses among the lengths "
                "that the convolution with these settings turns into one"
            )

    def origins(self, inputs: int) -> list[int]:
        """Return the lengths that the convolution with these settings turns into so many points.

        They are why there is an output padding: each value below the stride stands for one.
        """
        shortest = replace(self, output_padding=0).axis.outputs(inputs)
        return [shortest + more for more in range(self.stride)]


def settings_for(
    outputs: int, inputs: int, kernel: int, strides: Iterable[int], dilations: Iterable[int] = (1,)
) -> Iterator[Settings]:
    """Yield the settings that make so many points of so many.

    Parameters
    ----------
    outputs, inputs
        The length that is wanted, N, and the one that is there, n.
    kernel
        Taps of the kernel.
    strides, dilations
        Those to try, in this order.
    """
    for stride in strides:
        for dilation in dilations:
            whole = Axis(kernel, stride, dilation=dilation).whole(inputs)
            for output_padding in range(max(stride, dilation)):
                padding, odd = divmod(whole + output_padding - outputs, 2)
                if not odd and padding >= 0:
                    yield Settings(kernel, stride, padding, output_padding, dilation)
