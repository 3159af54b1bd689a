"""A film on a stage: all of its objects at any moment, without a renderer or an encoder."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from manim import Mobject, VMobject, tempconfig

from deconviz import paths
from deconviz.archive.layers import write_layer
from deconviz.archive.made_by import MadeBy
from deconviz.arrays import Floats
from deconviz.config.given_job import JOB
from deconviz.config.jobs import FilmJob
from deconviz.config.layers import LayerEntry, LayerJob
from deconviz.config.schema import FilmEntry
from deconviz.films import film as film_module
from deconviz.films.mobjects.stage import HEIGHT, UNIT, WIDTH, Box
from deconviz.films.mobjects.text import TextLine
from deconviz.films.rendering.story import Story
from deconviz.layers.example import Example
from deconviz.look.theme import ThemeName
from deconviz.provenance.repository import Repository
from support import made_up

ROOT = Path(__file__).parents[2]

INVISIBLE = 1e-6  # of opacity


@dataclass
class Stage:
    """A film's scene, the function that draws a moment, and what it is about in words."""

    scene: Any
    draw: Callable[[float], None]
    story: Story
    moving: list[VMobject]

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return self.story.seconds

    def moments(self, count: int) -> Iterator[float]:
        """Draw moments spread over the film, the first and the last included."""
        for time in np.linspace(0, self.seconds, count):
            self.draw(float(time))
            yield float(time)

    def everything(self) -> list[VMobject]:
        """All that is on the stage, each once, including groups and what is not visible."""
        things = [*self.scene.mobjects, *self.moving]
        return list({id(part): part for thing in things for part in thing.get_family()}.values())

    def visible(self) -> list[VMobject]:
        """All lines, areas and texts that are visible now."""
        return [part for part in self.everything() if is_visible(part)]

    def text_line(self, text: str) -> TextLine:
        """The first line with this text, visible or not."""
        lines = (part for part in self.everything() if isinstance(part, TextLine))
        return next(line for line in lines if line.text == text)


@contextmanager
def film_stage(file: str, name: str, root: Path, job: FilmJob) -> Iterator[Stage]:
    """Set a film up from the archives under `root`, ready to be drawn at any moment."""
    told: dict[str, Any] = {}
    repository = Repository(ROOT)  # also of scenes that lie elsewhere

    def tell(_: Any, moving: list[VMobject], draw: Callable[[float], None], story: Story) -> None:
        told.update(moving=moving, draw=draw, story=story)

    with tempconfig({"dry_run": True}):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(JOB, job.model_dump_json())
            patch.setattr(film_module, "repository_of", lambda _: repository)
            patch.chdir(root)
            patch.setattr(film_module.Film, "tell", tell)
            scene = getattr(_load(ROOT / file), name)()
            scene.setup()
            scene.construct()
        yield Stage(scene, **told)


@contextmanager
def stage_of_mine(
    file: str, name: str, mine: Example, root: Path, theme: ThemeName = "dark"
) -> Iterator[Stage]:
    """Set a film up of a layer that a user brings, which is written to `root` first."""
    job = made_up.film_job(name, theme, FilmEntry(layer=mine.name))
    layer = LayerJob(name=mine.name, entry=LayerEntry(file="mine.npz", tensor="kernel"))
    write_layer(root / paths.layer_path(mine.name), mine, MadeBy(layer, job.fingerprints.layer))
    with film_stage(file, name, root, job.model_copy(update={"layer": layer})) as stage:
        yield stage


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def ink(part: VMobject) -> Floats:
    """Return the colour of a line or an area: red, green, blue and opacity, shape (4,)."""
    return np.asarray((part.stroke_rgbas if part.stroke_width else part.fill_rgbas)[0])


def is_visible(part: VMobject) -> bool:
    """Tell whether a thing has ink of its own, and does not only group others."""
    return len(part.points) > 0 and ink(part)[3] > INVISIBLE


def box_of(thing: Mobject) -> Box:
    """Return the rectangle that a thing covers, in pixels of the stage."""
    low, high = thing.points[:, :2].min(0), thing.points[:, :2].max(0)
    return Box(
        WIDTH / 2 + low[0] * UNIT,
        HEIGHT / 2 - high[1] * UNIT,
        WIDTH / 2 + high[0] * UNIT,
        HEIGHT / 2 - low[1] * UNIT,
    )


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share an area."""
    return min(one.right, other.right) > max(one.left, other.left) and min(
        one.bottom, other.bottom
    ) > max(one.top, other.top)
