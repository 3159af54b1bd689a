"""A film on a stage: all of its objects at any moment, without drawing or encoding."""

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
from numpy.typing import NDArray

from deconviz import film as film_module
from deconviz.mobjects.axes import Axes
from deconviz.mobjects.curves import Curve
from deconviz.mobjects.page import HEIGHT, UNIT, WIDTH, Box
from deconviz.mobjects.text import Written
from deconviz.settings import FilmJob

ROOT = Path(__file__).parents[1]
Floats = NDArray[np.float64]

INVISIBLE = 1e-6  # of opacity


@dataclass
class Stage:
    """A film's scene, the function that draws a moment, and how long it lasts."""

    scene: Any
    draw: Callable[[float], None]
    seconds: float
    moving: list[VMobject]

    def moments(self, count: int) -> Iterator[float]:
        """Draw moments spread over the film, the first and the last included."""
        for time in np.linspace(0, self.seconds, count):
            self.draw(float(time))
            yield float(time)

    def everything(self) -> list[VMobject]:
        """All that is on the stage, groups too, seen or not, each once."""
        things = [*self.scene.mobjects, *self.moving]
        return list({id(part): part for thing in things for part in thing.get_family()}.values())

    def seen(self) -> list[VMobject]:
        """All lines, areas and texts that can be seen now."""
        return [part for part in self.everything() if is_seen(part)]

    def written(self, text: str) -> Written:
        """The first text that says this, seen or not."""
        texts = (part for part in self.everything() if isinstance(part, Written))
        return next(part for part in texts if part.text == text)


@contextmanager
def staged(file: str, name: str, root: Path, job: FilmJob) -> Iterator[Stage]:
    """Set a film up from the archives under `root`, ready to be drawn at any moment."""
    recorded: dict[str, Any] = {}

    def record(
        _: Any, moving: list[VMobject], draw: Callable[[float], None], seconds: float
    ) -> None:
        recorded.update(moving=moving, draw=draw, seconds=seconds)

    with tempconfig({"dry_run": True}):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(film_module.JOB, job.model_dump_json())
            patch.setattr(film_module, "ROOT", root)
            patch.setattr(film_module.Film, "tell", record)
            scene = getattr(_load(ROOT / file), name)()
            scene.setup()
            scene.construct()
        yield Stage(scene, **recorded)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def ink(part: VMobject) -> Floats:
    """Return what a line or an area is drawn in: red, green, blue and opacity, shape (4,)."""
    return np.asarray((part.stroke_rgbas if part.stroke_width else part.fill_rgbas)[0])


def is_seen(part: VMobject) -> bool:
    """Tell whether a thing is drawn, and not only there to group others."""
    return len(part.points) > 0 and ink(part)[3] > INVISIBLE


def box_of(thing: Mobject) -> Box:
    """Return what a thing covers, in pixels of the page."""
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


def drawn_values(curve: Curve, axes: Axes) -> Floats:
    """Read a curve's values off the picture: from the middles of its dots."""
    circles = curve.submobjects[1].points.reshape(-1, 16, 3)  # (n, 16, 3)
    middles = (circles[:, 0] + circles[:, 8]) / 2  # (n, 3)
    down = HEIGHT / 2 - middles[:, 1] * UNIT  # (n,)
    low, high = axes.y
    return np.asarray(low + (axes.box.bottom - down) / axes.box.height * (high - low))
