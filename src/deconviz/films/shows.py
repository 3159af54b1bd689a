"""What a scene can show: checked against the config before anything is trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deconviz.config.experiment import NetworkSettings, Strict
from deconviz.config.schema import FilmEntry

Range = tuple[int, int]
"""The fewest and the most."""


class Shows(Strict):
    """What a scene can show; a class says it as ``shows = Shows(channels=(2, 3))``."""

    channels: Range = (1, 64)
    """Components of each network."""
    kernel: Range = (1, 10_000)
    """Points of each filter."""
    networks: Range = (1, 1)
    """Networks."""
    one_size: bool = False
    """Whether all networks must have the same channels and kernel."""
    codes: Range = (0, 0)
    """Codes that the config gives."""
    layer: bool = False
    """Whether it is about a layer that the config gives, instead of networks."""
    bare: bool = False
    """Whether it can go without words."""
    ensemble: bool = False
    """Whether it needs the networks of all seeds, and their training."""
    letters: int = 40
    """Letters of a variant's name, at most."""

    def problems(
        self, scene: str, film: FilmEntry, sizes: Mapping[str, NetworkSettings]
    ) -> Iterator[str]:
        """Say what of a film the scene cannot show, and what to do about it.

        Parameters
        ----------
        scene
            The scene's name.
        film
            The film's entry in the config.
        sizes
            Of the networks of each variant that it names.
        """
        key = "variants" if film.variants else "variant"
        count = len(film.variant_names)
        if film.bare and not self.bare:
            yield f"bare: {scene} needs its words: remove bare"
        if film.layer and not self.layer:
            yield f"layer: {scene} shows trained networks: give a variant instead"
            return
        if self.layer and not film.layer:
            yield f"{key}: {scene} shows a layer with given numbers: give a layer instead"
            return
        if not self.layer and not _fits(count, self.networks):
            shown = _range(self.networks, "network")
            yield f"{key}: {scene} shows {shown}, not {count}: choose as many"
        for variant, size in sizes.items():
            if not _fits(size.channels, self.channels):
                yield (
                    f"{key}: {scene} shows {_range(self.channels, 'channel')}, but {variant} has "
                    f"{size.channels}: choose another variant or remove the film"
                )
            if not _fits(size.kernel, self.kernel):
                yield (
                    f"{key}: {scene} shows kernels of {_range(self.kernel, 'point')}, but "
                    f"{variant} has {size.kernel}: choose another variant or remove the film"
                )
            if len(variant) > self.letters:
                yield (
                    f"{key}: {scene} has room for names of {self.letters} letters, {variant} has "
                    f"{len(variant)}: rename it"
                )
        if self.one_size and len({(size.channels, size.kernel) for size in sizes.values()}) > 1:
            each = ", ".join(f"{size.channels} x {size.kernel}" for size in sizes.values())
            yield f"{key}: {scene} shows networks of one size, not of {each}: choose others"
        if not _fits(len(film.codes), self.codes):
            way_out = "give as many" if self.codes[1] else "remove codes"
            shown = _range(self.codes, "code")
            yield f"codes: {scene} shows {shown}, not {len(film.codes)}: {way_out}"


def _fits(count: int, allowed: Range) -> bool:
    return allowed[0] <= count <= allowed[1]


def _range(allowed: Range, noun: str) -> str:
    fewest, most = allowed
    plural = noun if most == 1 else f"{noun}s"
    if most == 0:
        return f"no {plural}"
    return f"{most} {plural}" if fewest == most else f"{fewest} to {most} {plural}"
