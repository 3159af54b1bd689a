"""The film beside its naive twin: the same moments, drawn as a manim beginner draws them.

A whole film of the twin takes minutes, so that a part of it is made. What starting manim takes
counts for the film and not for the twin: it is known from a twin of one frame a component.
"""

from __future__ import annotations

from statistics import median

from support.workspace import Workspace

from . import video
from .clones import Cost, run, say
from .report import Row

FILM, SCENE = "OneComponent", "scenes/one_component.py"
FOLDER = "tests/bench/naive"
ROUNDS = 3
SHORT, LONG = 1 / video.RATE, 0.5  # seconds of each component that the twin shows


def measure(clone: Workspace) -> list[Row]:
    """Make the film and its twin in turn, so that what else the machine does slows both."""
    rounds = [_round(clone, number) for number in range(1, ROUNDS + 1)]
    film, twin = (median(times) for times in zip(*rounds, strict=True))
    return [
        Row(f"{FILM}: naive twin over the film, wall time a frame", twin / film, at_least=6),
        Row(f"{FILM}: time a frame, the start of manim included", 1000 * film, "ms"),
        Row(f"{FILM}: time a frame of the naive twin, without the start", 1000 * twin, "ms"),
    ]


def _round(clone: Workspace, number: int) -> tuple[float, float]:
    """Return seconds a frame of the film and of the twin."""
    say(f"Rendering {FILM} and its naive twin, round {number} of {ROUNDS}")
    film = run(clone, "manim", "-qh", SCENE, FILM).wall / video.frames(video.talk(clone, FILM))
    (short, few), (long, many) = (_twin(clone, seconds) for seconds in (SHORT, LONG))
    return film, (long.wall - short.wall) / (many - few)


def _twin(clone: Workspace, seconds: float) -> tuple[Cost, int]:
    """Make a part of the twin, and count its frames."""
    media = clone.path("results/twin")
    cost = run(
        clone,
        *("env", f"DECONVIZ_TWIN_SECONDS={seconds}"),
        *("manim", "-qh", "--silent", "--disable_caching", "--media_dir", str(media)),
        *("--config_file", f"{FOLDER}/manim.cfg", f"{FOLDER}/one_component.py", FILM),
    )
    quality = video.talk(clone, FILM).parent.name
    return cost, video.frames(media / "videos/one_component" / quality / f"{FILM}.mp4")
