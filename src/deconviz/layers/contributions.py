"""What each channel that goes in adds to one that comes out, and which are shown one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter

CHANNEL_RULE = "the output channel with the most energy, without its bias"
CHANNEL_GIVEN = "the output channel that the config gives"
PARTS_RULE = (
    "of the input channels that add something, those whose contributions have the most energy are "
    "shown one by one, and the others as one sum"
)


@dataclass(frozen=True)
class Contributions:
    """One output channel of a layer at work, taken apart by the channels that go in.

    Attributes
    ----------
    example
        The layer and its input.
    channel
        The output channel, counted from 0.
    rule
        How it was chosen.
    alone
        Input channels that are shown one by one, those with the most energy first.
    together
        All others that add something, whose sum is shown; empty if there is none.
    of_channels
        What each channel that goes in adds, shape (C, *N).
    """

    example: Example
    channel: int
    rule: str
    alone: tuple[int, ...]
    together: tuple[int, ...]
    of_channels: Floats

    @classmethod
    def of(cls, example: Example, most: int, channel: int | None = None) -> Contributions:
        """Choose the channels.

        Parameters
        ----------
        example
            The layer and its input.
        most
            How many parts the output is shown as, at least 2: channels, or channels and a sum.
        channel
            The output channel; by default it is chosen by `CHANNEL_RULE`.
        """
        rule = CHANNEL_RULE if channel is None else CHANNEL_GIVEN
        shown = strongest(example) if channel is None else channel
        added = contributions(example, shown)  # (C, *N)
        energies = (added**2).reshape(len(added), -1).sum(1)  # (C,)
        order = np.argsort(-energies, kind="stable").tolist()
        adding = [one for one in order if energies[one] > 0] or order[:1]
        count = len(adding) if len(adding) <= most else most - 1
        return cls(
            example, shown, rule, tuple(adding[:count]), tuple(sorted(adding[count:])), added
        )

    @cached_property
    def parts(self) -> Floats:
        """What is shown: each channel of `alone`, then the sum of `together`, shape (P, *N)."""
        parts = list(self.of_channels[list(self.alone)])
        if self.together:
            parts.append(self.of_channels[list(self.together)].sum(0))
        return np.stack(parts)

    @property
    def bias(self) -> float:
        """What is added at each point."""
        return float(self.example.layer.bias[self.channel])

    @property
    def output(self) -> Floats:
        """What comes out, shape (*N): the parts and the bias."""
        return np.asarray(self.parts.sum(0) + self.bias)

    def kernel(self, channel: int) -> Floats:
        """Return the kernel from an input channel to the output channel, shape (*K)."""
        return np.asarray(kernels(self.example.layer, self.channel)[channel])

    def facts(self) -> dict[str, object]:
        """Return which channels are shown, counted from 0, and why these."""
        return {
            "output_channel": self.channel,
            "output_channel_rule": self.rule,
            "alone": list(self.alone),
            "together": list(self.together),
            "parts_rule": PARTS_RULE,
        }


def strongest(example: Example) -> int:
    """Return the output channel with the most energy, without its bias."""
    layer = example.layer
    bias = layer.bias.reshape(-1, *[1] * len(layer.axes))  # (O, 1, ...)
    added = example.output - bias  # (O, *N)
    return int(np.argmax((added**2).reshape(len(added), -1).sum(1)))


def contributions(example: Example, channel: int) -> Floats:
    """Return what each channel that goes in adds to one that comes out, shape (C, *N).

    A channel of another group adds nothing. With the bias, they are the output channel.
    """
    layer, given = example.layer, example.given
    alone = Layer(  # each channel is a group of its own
        kernels(layer, channel)[:, None], np.zeros(layer.channels), layer.axes, layer.channels
    )
    return scatter(alone, given)


def kernels(layer: Layer, channel: int) -> Floats:
    """Return the kernel from each channel that goes in to one that comes out, shape (C, *K)."""
    group, within = divmod(channel, layer.outputs // layer.groups)
    shape = layer.channels, *layer.kernel.shape[2:]
    all_of_them = np.zeros(shape)
    per_group = layer.channels // layer.groups
    of_group = slice(group * per_group, (group + 1) * per_group)
    all_of_them[of_group] = layer.kernel[of_group, within]
    return all_of_them


def stamps(layer: Layer, kernel: Floats, numbers: Floats) -> Floats:
    """Return what each number of one channel adds to the output, shape (*n, *N).

    Parameters
    ----------
    layer
        Whose axes count.
    kernel
        From the channel to an output channel, shape (*K).
    numbers
        Of the channel, shape (*n).
    """
    count = numbers.size
    apart = np.zeros((count, count))  # (number, place)
    np.fill_diagonal(apart, numbers.ravel())
    same = np.broadcast_to(kernel, (count, 1, *kernel.shape))
    each = Layer(same, np.zeros(count), layer.axes, count)
    added = scatter(each, apart.reshape(count, *numbers.shape))  # (count, *N)
    return np.asarray(added.reshape(*numbers.shape, *added.shape[1:]))
