"""A small build in which every rule has work, and the same on a machine that is not ours."""

from __future__ import annotations

import shlex
from pathlib import Path

import numpy as np
import yaml
from safetensors.numpy import save_file

from support.other_machine import ODD_NAME, full_home
from support.workspace import TIME_LIMIT, Workspace, draft

CONFIG = "workflow/config.yaml"
FILMS = ("Checkerboard", "ScaleAndAdd")
AUDITED = ("longer-signal", "photograph", "real")
FIGURES = ("claims", "decoder_filters", "loss", "look_alikes", "network", "noise_grid", "real_data")
TARGETS = (
    *("all", "talk", "layers", "site", "noise_grid", "docs"),
    "results/figures/dark-one-column/loss.svg",
    "results/figures/light/noise-grid.pdf",
    "results/films/480p15-light/ScaleAndAdd.mp4",
    "results/talk/prores/ScaleAndAdd.mov",
    "results/talk/webm/ScaleAndAdd.webm",
)
LAYER_FILE = "mine.safetensors"
LAYER = {"file": LAYER_FILE, "tensor": "up.weight", "stride": 2, "padding": 1}
DECK = {
    "title": "One of each",
    "slides": [
        {"heading": "A film", "film": "ScaleAndAdd", "notes": "Look: é, ß and 漢."},
        {"heading": "A figure", "figure": "network", "notes": "Look again."},
        {"heading": "Words", "text": ["One.", "Two."], "notes": "The end."},
    ],
}


def every_rule(folder: Path) -> Workspace:
    """Copy the project at draft size, with few networks, figures and films, a deck and a layer."""
    workspace = draft(folder)
    config = yaml.safe_load(workspace.path(CONFIG).read_text())
    del config["variants"]["input-noise"]
    config["audit"]["variants"] = {name: config["audit"]["variants"][name] for name in AUDITED}
    config["films"]["entries"] = {name: config["films"]["entries"][name] for name in FILMS}
    config["talk"]["decks"] = {"one-of-each": DECK}
    config["noise_grid"] |= {"code_noise": [0.01, 0.1], "input_noise": [0, 0.1]}
    config["layers"] = {"mine": LAYER}
    config["site"]["themes"] = ["dark"]
    workspace.path(CONFIG).write_text(yaml.safe_dump(config))
    for module in workspace.path("src/deconviz/figures").glob("[!_]*.py"):
        if module.stem not in FIGURES:
            module.unlink()
    kernel = np.random.default_rng(5).normal(size=(3, 2, 4))  # (C, O, K)
    save_file({"up.weight": kernel}, workspace.path(LAYER_FILE))
    return workspace


def build_elsewhere(workspace: Workspace, home: Path) -> None:
    """Build all with other cores, rights, language, time zone, threads and home."""
    command = shlex.join(["snakemake", "--cores", "3", *TARGETS])
    process = workspace.start("sh", "-c", f"umask 077; exec {command}", **full_home(home))
    text, _ = process.communicate(timeout=2 * TIME_LIMIT)
    assert process.returncode == 0, text


def elsewhere(folder: Path) -> Path:
    """Return where a repository of an odd name lies in a folder."""
    return folder / ODD_NAME / "repository"
