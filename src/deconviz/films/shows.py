"""What a scene can show: checked against the config before anything is trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from deconviz.config.experiment import Strict
from deconviz.config.layers import LayerChannels, LayerNumbers
from deconviz.config.schema import FilmEntry, Variant
from deconviz.layers.axis import Axis
from deconviz.layers.settings import Settings

if TYPE_CHECKING:  # loads NumPy, which no other command needs here
    from deconviz.layers.example import Example

Range = tuple[int, int]
"""The fewest and the most."""
FEWEST = 2
"""Points of the input to a layer that users bring, of which a film about a setting shows a part."""


class Shows(Strict):
    """What a scene can show; a class says it as ``shows = Shows(channels=(2, 3))``."""

    channels: Range = (1, 64)
    """Components of each network."""
    kernel: Range = (1, 10_000)
    """Points of each filter, or of a layer's kernel along each dimension."""
    networks: Range = (1, 1)
    """Networks."""
    one_size: bool = False
    """Whether all networks must have the same channels and kernel."""
    codes: Range = (0, 0)
    """Codes that the config gives."""
    layer: bool = False
    """Whether it is about a layer that the config gives, instead of networks."""
    imported: bool = False
    """Whether the layer may be one that users bring."""
    dimensions: Range = (1, 1)
    """Dimensions of such a layer."""
    outputs: Range = (1, 10_000)
    """Points that come out of such a layer along each dimension."""
    crops: bool = False
    """Whether such a layer may have padding and output padding."""
    dilations: bool = False
    """Whether such a layer may have a dilation."""
    reach: Range = (1, 1_000_000)
    """Points that the kernel of a layer that users bring reaches over, along each dimension."""
    ahead: bool = True
    """Whether such a layer may add points before all that its input reaches."""
    upsampling: bool = False
    """Whether it is about the small kernels that double images, instead of networks."""
    inputs: Range = (1, 10_000)
    """Points that go into such a layer along each dimension."""
    columns: Range = (1, 10_000)
    """Points along each dimension of such a layer, with what is cropped."""
    setting: Literal["", "stride", "padding", "output_padding", "dilation", "groups"] = ""
    """What such a layer must have, since the scene is about what it does."""
    counts: bool = False
    """Whether all numbers of such a layer must be whole and at least 1."""
    overlaps: bool = False
    """Whether windows must overlap: the stride must be less than the kernel."""
    code_noise: bool = False
    """Whether networks must be trained with noise on the code."""
    input_noise: bool = False
    """Whether a network must be trained with noise on the input."""
    seeds: int = 1
    """Seeds in the config, at least."""
    bare: bool = False
    """Whether it can go without words."""
    loops: bool = True
    """Whether it ends on the frame that it begins with."""
    ensemble: bool = False
    """Whether it needs the networks of all seeds, and their training."""
    letters: int = 40
    """Letters of a variant's name, at most."""

    def problems(
        self, scene: str, film: FilmEntry, variants: Mapping[str, Variant], seeds: int
    ) -> Iterator[str]:
        """Say what of a film the scene cannot show, and what to do about it.

        Parameters
        ----------
        scene
            The scene's name.
        film
            The film's entry in the config.
        variants
            Those that it names.
        seeds
            How many the config lists.
        """
        key = "variants" if film.variants else "variant"
        count = len(film.variant_names)
        if film.bare and not self.bare:
            yield f"bare: {scene} needs its words: remove bare"
        if self.upsampling or film.upsampling:
            yield from self._problems_of_upsampling(scene, key, film)
            return
        if self.layer or film.layer:
            yield from self._problems_of_layer(scene, key, film.layer)
            return
        if not _fits(count, self.networks):
            shown = _range(self.networks, "network")
            yield f"{key}: {scene} shows {shown}, not {count}: choose as many"
        for name, variant in variants.items():
            for problem in self._problems_of_variant(scene, name, variant):
                yield f"{key}: {problem}"
        for problem in self._problems_together(scene, variants):
            yield f"{key}: {problem}"
        if seeds < self.seeds:
            yield (
                f"seed: {scene} compares {self.seeds} seeds or more, and the config lists {seeds}: "
                "list more under seeds, or remove the film"
            )
        if not _fits(len(film.codes), self.codes):
            way_out = "give no more" if self.codes[1] else "remove codes"
            shown = _range(self.codes, "code")
            yield f"codes: {scene} shows {shown}, not {len(film.codes)}: {way_out}"

    def in_dimensions(self, dimensions: int) -> bool:
        """Return whether the scene shows layers of so many."""
        return _fits(dimensions, self.dimensions)

    def problems_of_example(self, scene: str, example: Example) -> Iterator[str]:
        """Say what of a layer that a user brings the scene cannot show, and what to do about it."""
        axes, way_out = example.layer.axes, "choose another scene"
        if not self.in_dimensions(example.dimensions):
            shown = _range(self.dimensions, "dimension")
            yield f"{scene} shows layers of {shown}, not {example.dimensions}: {way_out}"
            return
        if not self.crops and any(any(axis.crop) for axis in axes):
            yield f"{scene} shows no padding, and {example.name} has some: {way_out}"
        if not self.dilations and any(axis.dilation > 1 for axis in axes):
            yield f"{scene} shows no dilation, and {example.name} has some: {way_out}"
        for axis in axes:
            if not _fits(axis.reach, self.reach):
                shown = f"kernels that reach over {_range(self.reach, 'point')}"
                yield f"{scene} shows {shown}, not {axis.reach}: {way_out}"
            if axis.crop[0] < 0 and not self.ahead:
                yield f"{scene} shows no points ahead of the first stamp: {way_out}"
        if self.setting:
            problems = self._problems_of_channels_of(example), self._problems_of_axis(example)
            yield from (
                f"{scene} shows {problem}: {way_out}"
                for problem in problems[self.setting != "groups"]
            )

    def plain(self, axis: Axis) -> Axis:
        """Return settings without what the scene is about."""
        near, _ = axis.crop
        match self.setting:
            case "stride":
                return replace(axis, stride=1)
            case "dilation":
                return replace(axis, dilation=1)
            case "padding":
                return replace(axis, crop=(0, 0))
            case "output_padding":
                return replace(axis, crop=(near, near))
        return axis

    def points(self, example: Example) -> range:
        """Return for how many points there are columns, of the input to a layer that users bring.

        There are at least two, and something comes out, also without what the scene is about.
        """
        room = _room(example)
        [axis], [given] = example.layer.axes, example.inputs
        fewest, most = max(self.inputs[0], FEWEST), min(self.inputs[1], given)
        fit = [
            points
            for points in range(fewest, most + 1)
            if axis.whole(points) + max(-axis.crop[1], 0) <= room
            and all(one.outputs(points) > 0 for one in (axis, self.plain(axis)))
        ]
        return range(fit[0], fit[-1] + 1) if fit else range(0)

    def _problems_of_channels_of(self, example: Example) -> Iterator[str]:
        """Say why the groups of a layer that a user brings cannot be shown."""
        layer = example.layer
        if layer.groups == 1:
            yield f"what groups do, and {example.name} has one"
        for count, allowed, way in (
            (layer.channels, self.inputs, "in"),
            (layer.outputs, self.outputs, "out"),
        ):
            if not _fits(count, allowed):
                yield f"{_range(allowed, 'channel')} {way}, not {count}"

    def _problems_of_axis(self, example: Example) -> Iterator[str]:
        """Say why the setting of a layer that a user brings does nothing, or cannot be shown."""
        [axis], name = example.layer.axes, example.name
        (near, far), about = axis.crop, self.setting
        added = near - far
        does = {
            "stride": axis.stride > 1,
            "dilation": axis.dilation > 1 and axis.kernel > 1,
            "padding": max(near, far) > 0,
            "output_padding": added > 0,
        }
        if not does[about]:
            yield f"what {about} does, and that of {name} does nothing"
        elif about == "output_padding" and added >= axis.stride:
            yield (
                "lengths that one convolution makes alike, and the output_padding of "
                f"{name} is not below its stride ({axis.stride})"
            )
        elif about != "output_padding" and far < 0:
            yield f"no output_padding, and {name} has some"
        elif not self.points(example):
            yield (
                f"{FEWEST} inputs or more in {_room(example)} columns, what is cropped included, "
                f"and {name} with kernel {axis.kernel}, stride {axis.stride} and dilation "
                f"{axis.dilation} has no room, or nothing is left of it"
            )

    def _problems_together(self, scene: str, variants: Mapping[str, Variant]) -> Iterator[str]:
        if self.input_noise and not any(variant.input_noise for variant in variants.values()):
            none = f"{', '.join(variants)} {'have' if len(variants) > 1 else 'has'} none"
            yield (
                f"{scene} shows noise on the input, but {none}: choose another variant or remove "
                "the film"
            )
        sizes = [variant.network for variant in variants.values()]
        if self.one_size and len({(size.channels, size.points) for size in sizes}) > 1:
            each = ", ".join(f"{size.channels} x {size.points}" for size in sizes)
            yield f"{scene} shows networks of one size, not of {each}: choose others"

    def _problems_of_upsampling(self, scene: str, key: str, film: FilmEntry) -> Iterator[str]:
        if not self.upsampling:
            yield f"upsampling: {scene} shows something else: remove upsampling"
        elif not film.upsampling:
            given = "layer" if film.layer else key
            yield (
                f"{given}: {scene} shows kernels that learn to double images: give "
                "upsampling: true instead"
            )

    def _problems_of_layer(
        self, scene: str, key: str, layer: str | LayerNumbers | LayerChannels | None
    ) -> Iterator[str]:
        if not self.layer:
            yield f"layer: {scene} shows trained networks: give a variant instead"
        elif layer is None:
            yield f"{key}: {scene} shows a layer: give a layer instead"
        elif isinstance(layer, str):
            if not self.imported:
                yield f"layer: {scene} shows a small layer: {self._small()}"
        elif isinstance(layer, LayerChannels):
            yield from (f"layer: {problem}" for problem in self._problems_of_channels(scene, layer))
        elif self.setting == "groups":
            yield f"layer: {scene} shows channels: {self._small()}"
        else:
            yield from (f"layer: {problem}" for problem in self._problems_of(scene, layer))

    def _small(self) -> str:
        """Say how a layer is given that the scene shows."""
        if self.setting == "groups":
            return "give in_channels, out_channels and groups"
        return "give its input and kernel in numbers"

    def _problems_of_channels(self, scene: str, layer: LayerChannels) -> Iterator[str]:
        if self.setting != "groups":
            yield f"{scene} shows one channel: {self._small()}"
        elif not _fits(layer.in_channels, self.inputs):
            shown = _range(self.inputs, "channel")
            yield f"{scene} shows {shown} in, not {layer.in_channels}: change in_channels"
        elif not _fits(layer.out_channels, self.outputs):
            shown = _range(self.outputs, "channel")
            yield f"{scene} shows {shown} out, not {layer.out_channels}: change out_channels"

    def _problems_of_setting(self, scene: str, layer: LayerNumbers) -> Iterator[str]:
        """Say why the setting that the scene is about does nothing, or cannot be shown."""
        if not self.setting:
            return
        least = 2 if self.setting in ("stride", "dilation") else 1
        if getattr(layer, self.setting) < least:
            yield f"{scene} shows what {self.setting} does: give {least} or more"
        if self.setting == "output_padding":
            if layer.output_padding >= layer.stride:
                yield (
                    f"{scene} shows lengths that one convolution makes alike: give an "
                    f"output_padding below the stride ({layer.stride})"
                )
        elif layer.output_padding:
            yield f"{scene} shows no output_padding: remove it, or film OutputPadding"
        for points, kernel in layer.sizes():
            plain = layer.model_copy(update={self.setting: least - 1})
            settings = Settings(kernel, plain.stride, plain.padding, 0, plain.dilation)
            if settings.axis.outputs(points) < 1:
                yield (
                    f"with {self.setting} {least - 1}, where {scene} begins, the padding leaves no "
                    "output: lower it"
                )

    def _problems_of_size(self, scene: str, layer: LayerNumbers) -> Iterator[str]:
        for whole, (points, kernel) in zip(layer.wholes(), layer.sizes(), strict=True):
            if not _fits(points, self.inputs):
                shown = _range(self.inputs, "input")
                yield f"{scene} shows {shown}, not {points}: give another input"
            elif not _fits(kernel, self.kernel):
                shown = f"kernels of {_range(self.kernel, 'tap')}"
                yield f"{scene} shows {shown}, not {kernel}: give another kernel"
            elif not _fits(whole, self.columns):
                shown = _range(self.columns, "column")
                yield (
                    f"{scene} shows {shown}, what is cropped included, not {whole}: shorten input "
                    "or kernel"
                )

    def _problems_of(self, scene: str, layer: LayerNumbers) -> Iterator[str]:
        if not self.in_dimensions(layer.dimensions):
            shown = _range(self.dimensions, "dimension")
            yield f"{scene} shows layers of {shown}, not {layer.dimensions}: give another input"
            return
        if not self.crops and layer.padding + layer.output_padding:
            yield f"{scene} shows no padding: remove padding and output_padding"
        if not self.dilations and layer.dilation > 1:
            yield f"{scene} shows no dilation: remove dilation"
        yield from self._problems_of_size(scene, layer)
        yield from self._problems_of_setting(scene, layer)
        if self.counts and not all(_is_count(value) for value in layer.numbers()):
            yield f"{scene} shows whole numbers from 1 on: round those of input and kernel"
        for outputs, (_, kernel) in zip(layer.outputs(), layer.sizes(), strict=True):
            settings = Settings(
                kernel, layer.stride, layer.padding, layer.output_padding, layer.dilation
            )
            yield from settings.problems()
            if outputs < 1:
                yield "the padding leaves no output: lower it"
            elif not _fits(outputs, self.outputs):
                shown = _range(self.outputs, "output")
                yield f"{scene} shows {shown}, not {outputs}: shorten input or kernel"

    def _problems_of_variant(self, scene: str, name: str, variant: Variant) -> Iterator[str]:
        size, way_out = variant.network, "choose another variant or remove the film"
        if not _fits(size.channels, self.channels):
            shown = _range(self.channels, "channel")
            yield f"{scene} shows {shown}, but {name} has {size.channels}: {way_out}"
        if not _fits(size.points, self.kernel):
            shown = f"kernels of {_range(self.kernel, 'point')}"
            yield f"{scene} shows {shown}, but {name} has {size.points}: {way_out}"
        if self.overlaps and size.stride >= size.points:
            yield (
                f"{scene} shows overlaps, but {name} has stride {size.stride} and kernel "
                f"{size.points}: lower its stride or remove the film"
            )
        if self.code_noise and not any(variant.code_noise):
            yield f"{scene} shows noise on the code, but {name} has none: {way_out}"
        if len(name) > self.letters:
            room = f"names of {self.letters} letters"
            yield f"{scene} has room for {room}, {name} has {len(name)}: rename it"


def _room(example: Example) -> int:
    """Return how many columns have room for the numbers of a layer that a user brings."""
    # Late: loads NumPy.
    from deconviz.analysis.stamp_sum import most_columns
    from deconviz.analysis.three_views import strongest_pair

    return most_columns(strongest_pair(example))


def _fits(count: int, allowed: Range) -> bool:
    return allowed[0] <= count <= allowed[1]


def _is_count(value: float) -> bool:
    return value >= 1 and float(value).is_integer()


def _range(allowed: Range, noun: str) -> str:
    fewest, most = allowed
    plural = noun if most == 1 else f"{noun}s"
    if fewest == 0:
        return f"at most {most} {plural}" if most else f"no {plural}"
    return f"{most} {plural}" if fewest == most else f"{fewest} to {most} {plural}"
