"""Where a film's time goes: ``python -m bench.stages FILM`` renders it and prints JSON.

It is what ``manim -qh`` does on the film's scene, with a stopwatch around each stage. All times
are CPU time in seconds: of the main thread, and for the encoder of all other threads together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import process_time, thread_time
from typing import Any

from manim import VMobject
from manim.__main__ import main as manim

from deconviz.config.file import load_config
from deconviz.films.film import Film
from deconviz.films.rendering.canvas import Canvas
from deconviz.films.rendering.encoder import Encoder
from deconviz.films.rendering.pixels import Planes
from deconviz.films.rendering.story import Story
from deconviz.films.scene_files import scene_file, scene_files

STAGES = ("update", "draw", "convert", "encode")

spent: dict[str, float] = dict.fromkeys(STAGES, 0.0)


def stopwatch(stage: str, action: Callable[..., Any]) -> Callable[..., Any]:
    """Return the action with its time added to a stage."""

    @wraps(action)
    def action_with_stopwatch(*arguments: Any, **options: Any) -> Any:
        start = thread_time()
        try:
            return action(*arguments, **options)
        finally:
            spent[stage] += thread_time() - start

    return action_with_stopwatch


def watch() -> None:
    """Put stopwatches around the stages."""
    tell, start, finish = Film.tell, Encoder.__init__, Encoder.finish

    def tell_with_stopwatch(
        film: Film, moving: list[VMobject], draw: Callable[[float], None], story: Story
    ) -> None:
        tell(film, moving, stopwatch("update", draw), story)

    def start_with_stopwatch(encoder: Encoder, *arguments: Any) -> None:
        spent["encode"] -= _of_other_threads()
        start(encoder, *arguments)

    def finish_with_stopwatch(encoder: Encoder) -> None:
        finish(encoder)
        spent["encode"] += _of_other_threads()

    methods: list[tuple[type, str, Callable[..., Any]]] = [
        (Film, "tell", tell_with_stopwatch),
        (Encoder, "__init__", start_with_stopwatch),
        (Encoder, "finish", finish_with_stopwatch),
        (Canvas, "redraw", stopwatch("draw", Canvas.redraw)),
        (Planes, "renew", stopwatch("convert", Planes.renew)),
        (Planes, "frame", stopwatch("convert", Planes.frame)),
    ]
    for owner, name, method in methods:
        setattr(owner, name, method)


def render(film: str) -> None:
    """Make a film as `manim` does in a shell."""
    entries = load_config(Path("workflow/config.yaml")).films.entries
    scene = scene_file(entries[film].scene or film, scene_files(Path("scenes"))).path
    manim(["-qh", str(scene), film], standalone_mode=False)


def _of_other_threads() -> float:
    return process_time() - thread_time()


if __name__ == "__main__":
    watch()
    render(sys.argv[1])
    print("\n" + json.dumps(spent))
