"""Where a film's time goes: ``python -m tests.bench.stages FILM`` renders it and prints JSON.

It is what ``manim -qh`` does on the film's scene, with a stopwatch around each stage. All times
are CPU time in seconds: of the main thread, and for the encoder of all other threads together.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import process_time, thread_time
from typing import Any

from manim.__main__ import main as manim

from deconviz import configfile
from deconviz.film import Film
from deconviz.rendering.canvas import Canvas
from deconviz.rendering.encoder import Encoder
from deconviz.rendering.pixels import Planes
from deconviz.sources import file_with_class

STAGES = ("update", "draw", "convert", "encode")

spent: Counter[str] = Counter()


def timed(stage: str, action: Callable[..., Any]) -> Callable[..., Any]:
    """Return the action with its time added to a stage."""

    @wraps(action)
    def wrapped(*given: Any, **named: Any) -> Any:
        start = thread_time()
        try:
            return action(*given, **named)
        finally:
            spent[stage] += thread_time() - start

    return wrapped


def watch() -> None:
    """Put stopwatches around the stages."""
    tell, start, finish = Film.tell, Encoder.__init__, Encoder.finish

    def told(film: Film, moving: Any, draw: Callable[[float], None], seconds: float) -> None:
        tell(film, moving, timed("update", draw), seconds)

    def started(encoder: Encoder, *given: Any) -> None:
        spent["encode"] -= _of_other_threads()
        start(encoder, *given)

    def finished(encoder: Encoder) -> None:
        finish(encoder)
        spent["encode"] += _of_other_threads()

    Film.tell, Encoder.__init__, Encoder.finish = told, started, finished
    Canvas.redraw = timed("draw", Canvas.redraw)
    Planes.renew = timed("convert", Planes.renew)
    Planes.frame = timed("convert", Planes.frame)


def render(film: str) -> None:
    """Make a film as `manim` does in a shell."""
    entries = configfile.load(Path("workflow/config.yaml")).films.entries
    scene = file_with_class(entries[film].scene or film, Path("scenes"))
    manim(["-qh", str(scene), film], standalone_mode=False)


def _of_other_threads() -> float:
    return process_time() - thread_time()


if __name__ == "__main__":
    watch()
    render(sys.argv[1])
    print("\n" + json.dumps(spent))
