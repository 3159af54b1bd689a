"""What a scene can show: checked against the config before anything is trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from deconviz.config.experiment import Strict
from deconviz.config.layers import LayerChannels, LayerNumbers
from deconviz.config.schema import FilmEntry, Variant
from deconviz.layers.settings import Settings

Range = tuple[int, int]
"""The fewest and the most."""


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
        if not fits(count, self.networks):
            shown = in_words(self.networks, "network")
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
        if not fits(len(film.codes), self.codes):
            way_out = "give no more" if self.codes[1] else "remove codes"
            shown = in_words(self.codes, "code")
            yield f"codes: {scene} shows {shown}, not {len(film.codes)}: {way_out}"

    def in_dimensions(self, dimensions: int) -> bool:
        """Return whether the scene shows layers of so many."""
        return fits(dimensions, self.dimensions)

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
        elif not fits(layer.in_channels, self.inputs):
            shown = in_words(self.inputs, "channel")
            yield f"{scene} shows {shown} in, not {layer.in_channels}: change in_channels"
        elif not fits(layer.out_channels, self.outputs):
            shown = in_words(self.outputs, "channel")
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
        for points, settings in _settings(layer):
            kernel, whole = settings.kernel, settings.axis.columns(points)
            if not fits(points, self.inputs):
                shown = in_words(self.inputs, "input")
                yield f"{scene} shows {shown}, not {points}: give another input"
            elif not fits(kernel, self.kernel):
                shown = f"kernels of {in_words(self.kernel, 'tap')}"
                yield f"{scene} shows {shown}, not {kernel}: give another kernel"
            elif not fits(whole, self.columns):
                shown = in_words(self.columns, "column")
                yield (
                    f"{scene} shows {shown}, what is cropped included, not {whole}: shorten input "
                    "or kernel"
                )

    def _problems_of(self, scene: str, layer: LayerNumbers) -> Iterator[str]:
        if not self.in_dimensions(layer.dimensions):
            shown = in_words(self.dimensions, "dimension")
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
        for points, settings in _settings(layer):
            outputs = settings.axis.outputs(points)
            yield from settings.problems()
            if outputs < 1:
                yield "the padding leaves no output: lower it"
            elif not fits(outputs, self.outputs):
                shown = in_words(self.outputs, "output")
                yield f"{scene} shows {shown}, not {outputs}: shorten input or kernel"

    def _problems_of_variant(self, scene: str, name: str, variant: Variant) -> Iterator[str]:
        size, way_out = variant.network, "choose another variant or remove the film"
        if not fits(size.channels, self.channels):
            shown = in_words(self.channels, "channel")
            yield f"{scene} shows {shown}, but {name} has {size.channels}: {way_out}"
        if not fits(size.points, self.kernel):
            shown = f"kernels of {in_words(self.kernel, 'point')}"
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


def fits(count: int, allowed: Range) -> bool:
    """Return whether a count is in a range."""
    return allowed[0] <= count <= allowed[1]


def _settings(layer: LayerNumbers) -> Iterator[tuple[int, Settings]]:
    """Yield the points of the input and the settings along each dimension."""
    for points, kernel in layer.sizes():
        yield (
            points,
            Settings(kernel, layer.stride, layer.padding, layer.output_padding, layer.dilation),
        )


def _is_count(value: float) -> bool:
    return value >= 1 and float(value).is_integer()


def in_words(allowed: Range, noun: str) -> str:
    """Write a range: no channels, 2 channels, 2 to 4 channels."""
    fewest, most = allowed
    plural = noun if most == 1 else f"{noun}s"
    if fewest == 0:
        return f"at most {most} {plural}" if most else f"no {plural}"
    return f"{most} {plural}" if fewest == most else f"{fewest} to {most} {plural}"
