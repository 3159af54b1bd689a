"""A build of seconds: two seeds, few steps, one figure and one short film of our own."""

from __future__ import annotations

import shutil
from pathlib import Path

from support.workspace import PRODUCTS, ROOT, Workspace

CONFIG = """
data: {curves: 64, held_out: 16}
training: {steps: 2000}
seeds: [11, 22]
variants:
  code-noise: {code_noise: [0.1, 0.01, 0.001]}
films:
  quality: draft
  entries:
    Blink: {variant: code-noise}
"""
SCENE = '''"""A point that moves along the first filter."""

from typing import Any

from manim import Dot

from deconviz.films.film import Film, films
from deconviz.films.rendering.story import Beat, Story


class Blink(Film):
    """Something that moves."""

    def construct(self) -> None:
        self.dot = Dot()
        beats = (Beat(0.0, "Look."),)
        story = Story("Blink", "It moves.", "A dot moves.", beats, 8.0, 1.0, topic="The sum")
        self.tell([self.dot], self._draw, story)

    def facts(self) -> dict[str, Any]:
        return {"filters": self.subject.filters.tolist()}

    def _draw(self, time: float) -> None:
        reach = float(self.subject.filters[0, 0])
        self.dot.move_to((reach * min(time, 8 - time), 0, 0))


globals().update(films(Blink))
'''
FILM = "results/films/480p15/Blink.mp4"
MODEL = "results/models/code-noise/seed11.safetensors"
WEB = "results/talk/web/Blink.mp4"
FIGURE = "results/figures/light/loss.png"
TARGETS = [FIGURE, FILM, WEB]


def small_workspace(folder: Path) -> Workspace:
    """Copy the project without its products and tests, with the small build's config and film."""
    left_out = shutil.ignore_patterns(*PRODUCTS, "tests", "docs")
    shutil.copytree(ROOT, folder, ignore=left_out)
    workspace = Workspace(folder)
    workspace.path("workflow/config.yaml").write_text(CONFIG)
    for scene in workspace.path("scenes").glob("*.py"):
        scene.unlink()
    workspace.path("scenes/blink.py").write_text(SCENE)
    return workspace
