"""Layers in the config: small ones by their numbers, and those that users bring."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Discriminator, Field, Tag, model_validator

from deconviz.config.experiment import Strict
from deconviz.config.names import Name
from deconviz.errors import nearest

Number = Annotated[float, Field(ge=-10, le=10)]
Row = Annotated[tuple[Number, ...], Field(min_length=1, strict=False)]
Rows = Annotated[tuple[Row, ...], Field(min_length=1, strict=False)]
Count = Annotated[int, Field(ge=1, le=10_000)]
Counts = Annotated[tuple[Count, ...], Field(min_length=1, max_length=2, strict=False)]
Crop = Annotated[int, Field(ge=0, le=10_000)]
Crops = Annotated[tuple[Crop, ...], Field(min_length=1, max_length=2, strict=False)]
Words = Annotated[str, Field(max_length=1000)]
"""A name of a file, or of something in it."""
Signal = Literal["impulse", "step", "sine", "noise", "photograph"]
SIGNALS: tuple[str, ...] = get_args(Signal)

ROW, ROWS = "[row]", "[rows]"
ONE, EACH = "[one]", "[each]"


def _dimensions(numbers: Any) -> str:
    first = numbers[0] if isinstance(numbers, list | tuple) and numbers else None
    return ROWS if isinstance(first, list | tuple) else ROW


def _one_or_each(number: Any) -> str:
    return EACH if isinstance(number, list | tuple) else ONE


Numbers = Annotated[
    Annotated[Row, Tag(ROW)] | Annotated[Rows, Tag(ROWS)], Discriminator(_dimensions)
]
"""A row of numbers, or rows of them in two dimensions."""
CountOfEach = Annotated[
    Annotated[Count, Tag(ONE)] | Annotated[Counts, Tag(EACH)], Discriminator(_one_or_each)
]
CropOfEach = Annotated[
    Annotated[Crop, Tag(ONE)] | Annotated[Crops, Tag(EACH)], Discriminator(_one_or_each)
]
"""One number for all dimensions, or one for each."""


def _sides_of(numbers: tuple[float, ...] | tuple[tuple[float, ...], ...]) -> tuple[int, ...]:
    first = numbers[0]
    return (len(numbers), len(first)) if isinstance(first, tuple) else (len(numbers),)


class LayerNumbers(Strict):
    """A transposed convolution of one channel, given by its numbers, and an input for it.

    Settings are those of torch, and the same in each dimension.
    """

    input: Numbers
    """What the layer is given: a row, or rows in two dimensions."""
    kernel: Numbers
    """What is scaled by each number of the input."""
    stride: int = Field(1, ge=1)
    """Points from one scaled kernel to the next."""
    padding: int = Field(0, ge=0)
    """Points that are cropped at both ends."""
    output_padding: int = Field(0, ge=0)
    """Points that are added at the far end."""
    dilation: int = Field(1, ge=1)
    """Points from one number of the kernel to the next."""

    @model_validator(mode="after")
    def _a_grid_each_in_as_many_dimensions(self) -> Self:
        for name in ("input", "kernel"):
            rows = getattr(self, name)
            if isinstance(rows[0], tuple) and len({len(row) for row in rows}) > 1:
                raise ValueError(f"the rows of {name} differ in length: make them one length")
        if isinstance(self.input[0], tuple) != isinstance(self.kernel[0], tuple):
            raise ValueError("input and kernel differ in dimensions: give both as rows, or neither")
        return self

    @property
    def dimensions(self) -> int:
        """1 or 2."""
        return 2 if isinstance(self.input[0], tuple) else 1

    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Return the points of the input and of the kernel along each dimension."""
        return tuple(zip(_sides_of(self.input), _sides_of(self.kernel), strict=True))

    def numbers(self) -> tuple[float, ...]:
        """Return all numbers of the input and of the kernel."""
        parts = [*self.input, *self.kernel]
        return tuple(
            value for part in parts for value in (part if isinstance(part, tuple) else (part,))
        )


class LayerChannels(Strict):
    """The channels of a layer, and into how many groups they are split, one after another.

    Names are those of torch.
    """

    in_channels: Count
    """Channels that go in."""
    out_channels: Count
    """Channels that come out."""
    groups: Annotated[tuple[Count, ...], Field(min_length=2, max_length=4, strict=False)]
    """How many groups there are, one after another."""

    @model_validator(mode="after")
    def _groups_of_one_size(self) -> Self:
        for groups in self.groups:
            for name in ("in_channels", "out_channels"):
                channels = getattr(self, name)
                if channels % groups:
                    raise ValueError(
                        f"{name} is {channels}, which {groups} groups cannot share: each group "
                        "takes as many"
                    )
        if len(set(self.groups)) < len(self.groups):
            raise ValueError("groups has a number twice: give each once")
        return self


class LayerEntry(Strict):
    """A transposed convolution that lies in a file, and what to show it with.

    What the file says itself (an ONNX graph has all settings) need not be said here, and what is
    said here wins.
    """

    file: Words
    """An .onnx, .safetensors, .pt, .pth or .npz file; relative to the repository."""
    tensor: Words | None = None
    """Its kernel, by name, in a file of tensors."""
    node: Words | None = None
    """The node, by name, in an ONNX graph."""
    bias: Words | None = None
    """Its bias, by name; by default the tensor that is called as the kernel is, if there is one."""
    stride: CountOfEach | None = None
    """Points from one scaled kernel to the next."""
    padding: CropOfEach | None = None
    """Points that are cropped at both ends."""
    output_padding: CropOfEach | None = None
    """Points that are added at the far end."""
    dilation: CountOfEach | None = None
    """Points from one number of the kernel to the next."""
    groups: int | None = Field(None, ge=1)
    """Channels are split into as many groups."""
    trim: CropOfEach | None = None
    """Points that the network cuts off at the far end, after the layer."""
    input: Annotated[Signal | str, Field(max_length=1000)] = "noise"
    """impulse, step, sine, noise, photograph, or an .npy file of shape (channels, points...)."""
    points: CountOfEach | None = None
    """Of the input along each dimension; by default as many as a film has room for."""
    channel: int | None = Field(None, ge=0)
    """The output channel that Stamp1D and StampImage show; by default that with most energy."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.tensor is not None and self.node is not None:
            raise ValueError("has a tensor and a node: give the one that the file has")
        return self

    @model_validator(mode="after")
    def _a_signal_or_a_file(self) -> Self:
        if self.input not in SIGNALS and not self.brings_input:
            raise ValueError(
                f"input is {self.input!r}, no .npy file and no signal{nearest(self.input, SIGNALS)}"
            )
        if self.brings_input and self.points is not None:
            raise ValueError(f"{self.input} says how many points there are: remove points")
        return self

    @property
    def brings_input(self) -> bool:
        """Whether the input is a file."""
        return self.input.endswith(".npy")

    @property
    def files(self) -> tuple[str, ...]:
        """Those that the entry names: the layer's, and the input's if there is one.

        Numbers that an .onnx file has in a file beside it are not among them.
        """
        return (self.file, self.input) if self.brings_input else (self.file,)


class LayerJob(Strict):
    """What importing one layer depends on, besides the file that it lies in."""

    name: Name
    """The layer's."""
    entry: LayerEntry
    """Where it lies, and what to show it with."""


def _kind(layer: Any) -> str:
    if isinstance(layer, str):
        return LAYER_NAME
    if isinstance(layer, LayerChannels) or (isinstance(layer, dict) and CHANNELS & set(layer)):
        return LAYER_CHANNELS
    return LAYER_NUMBERS


CHANNELS = {"in_channels", "out_channels"}
LAYER_NAME, LAYER_NUMBERS, LAYER_CHANNELS = "[name]", "[numbers]", "[channels]"
FilmLayer = Annotated[
    Annotated[Name, Tag(LAYER_NAME)]
    | Annotated[LayerNumbers, Tag(LAYER_NUMBERS)]
    | Annotated[LayerChannels, Tag(LAYER_CHANNELS)],
    Discriminator(_kind),
]
"""One of `layers`, the numbers of a small one, or its channels."""
