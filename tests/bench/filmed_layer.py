"""What a film of a large layer costs: ``python -m bench.filmed_layer FOLDER`` makes one.

It is what ``manim -qh`` does on the film's scene; it prints JSON.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from manim.__main__ import main as manim

from deconviz import paths
from deconviz.archive.layers import write_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config.given_job import JOB
from deconviz.config.jobs import Fingerprints
from deconviz.config.layers import LayerEntry, LayerJob
from deconviz.config.schema import FilmEntry
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from deconviz.talk.formats.facts import facts_of
from support import made_up
from support.workspace import ROOT, Workspace

from .clones import run, say
from .report import Row

CHANNELS, OUTPUTS, INPUTS = 512, 256, 8
VOCODER = Settings(16, stride=8, padding=4)
SCENE = "Stamp1D"


def write(folder: Path) -> str:
    """Write a layer as vocoders have them, of random weights; return the job of its film."""
    draws = np.random.default_rng(0)
    kernel = draws.normal(size=(CHANNELS, OUTPUTS, VOCODER.kernel)) / np.sqrt(CHANNELS)
    given = draws.normal(size=(CHANNELS, INPUTS))
    example = Example(Layer(kernel, np.zeros(OUTPUTS), (VOCODER.axis,)), given, "large")
    layer = LayerJob(name=example.name, entry=LayerEntry(file="large.npz"))
    write_layer(folder / paths.layer_path(example.name), example, MadeBy(layer, ""))
    job = made_up.film_job(SCENE, "dark", FilmEntry(layer=example.name))
    prints = Fingerprints(curves="", train="")
    return job.model_copy(update={"layer": layer, "fingerprints": prints}).model_dump_json()


def measure() -> list[Row]:
    """Film the layer at 1080p60."""
    say(f"Filming a layer of {CHANNELS} -> {OUTPUTS} channels")
    with TemporaryDirectory(prefix="deconviz-bench-") as folder:
        command = [sys.executable, "-m", "bench.filmed_layer", folder]
        cost = run(Workspace(ROOT), *command)
    name = f"{SCENE} of {CHANNELS} -> {OUTPUTS} channels, kernel 16, stride 8"
    seconds = cost.record["seconds"]
    return [
        Row(f"{name}: time from command to file over its length", cost.wall / seconds, at_most=1),
        Row(f"{name}: CPU time over its length", cost.cpu / seconds),
        Row(f"{name}: memory at most", cost.record["megabytes"], "MB", at_most=1500),
    ]


def film(folder: Path) -> None:
    """Write the layer to a folder, and film it there."""
    os.environ[JOB] = write(folder)
    os.chdir(folder)
    settings = shutil.copy(ROOT / "manim.cfg", folder)  # whose folders are relative to this one
    scene = str(ROOT / "scenes/stamp_1d.py")
    manim(["-qh", "--config_file", str(settings), scene, SCENE], standalone_mode=False)


if __name__ == "__main__":
    place = Path(sys.argv[1]).resolve()
    film(place)
    [made] = place.rglob(f"{SCENE}.mp4")
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    record = {"seconds": facts_of(made).seconds, "megabytes": kilobytes / 1000}
    print("\n" + json.dumps(record))
