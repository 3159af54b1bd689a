"""What must hold before any job starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from deconviz import paths
from deconviz.archive.future import bring_back
from deconviz.archive.unfinished import sweep
from deconviz.config.file import check_settings_file, load_config
from deconviz.config.jobs import FigureEntry
from deconviz.config.schema import Config
from deconviz.errors import UserError, nearest, not_usable
from deconviz.films.scene_files import problems, scene_file, scene_files
from deconviz.pipeline import layer_list
from deconviz.pipeline.figure_list import figures
from deconviz.pipeline.layer_list import FilesOfScenes, layer_films
from deconviz.pipeline.strangers import UNFINISHED
from deconviz.provenance import builds
from deconviz.talk.decks.checks import check_asked, unending_films, unknown_figures

Named = TypeVar("Named")

NOISE_GRID = {"noise_grid", "train_noise_grid", Path(paths.NOISE_GRID).stem}
"""What targets for the noise grid are called: rules, and files without their endings."""
READING = {"--summary", "-S", "--detailed-summary", "-D", "--report", "--dag", "--lint"}
"""Words of a command line of Snakemake's with which it makes nothing."""


class Known(dict[str, Named]):
    """What there is of a kind, by name; another name is refused with the nearest.

    Parameters
    ----------
    kind
        What one is called.
    named
        What there is.
    """

    def __init__(self, kind: str, named: Mapping[str, Named]) -> None:
        super().__init__(named)
        self._kind = kind

    def __missing__(self, name: str) -> Named:
        raise UserError(f"there is no {self._kind} {name}{nearest(name, self)}")


class Plan(NamedTuple):
    """What a checked config asks for."""

    config: Config
    scenes: Known[str]
    """The scene file of each film, relative to the repository."""
    ensemble_films: frozenset[str]
    """The films that show the networks of all seeds."""
    figures: dict[str, FigureEntry]
    """Every figure, by name."""
    layer_films: dict[str, FilesOfScenes]
    """The films that each layer that a user brings gets, with the file of each.

    Only layers that the command line asks for, or that a film of the config shows, are read.
    """


def start(
    root: Path,
    overrides: Mapping[str, Any],
    files: Iterable[Path] = (),
    asked: Iterable[str] = (),
) -> Plan:
    """Check all that the config asks for and the results folder, or end with a few plain lines.

    Parameters
    ----------
    root
        The repository.
    overrides
        What snakemake was given with ``--config`` and ``--configfile``.
    files
        Those that it was given with ``--configfile``.
    asked
        The words of its command line, targets among them.
    """
    try:
        for path in files:
            check_settings_file(path)
        words = list(asked)
        plan = _plan(root, load_config(root / paths.CONFIG, overrides), words)
        if any(Path(word).stem in NOISE_GRID for word in words):
            _check_noise_grid(plan.config)
        check_asked(plan.config, words)
        layer_list.check_asked(plan.config, words)
        check_writable(paths.RESULTS)
    except UserError as error:
        sys.exit(str(error))
    return plan


def begin(asked: Sequence[str], *, dry: bool) -> None:
    """Take over from builds that were killed, or end with a few plain lines.

    Parameters
    ----------
    asked
        The words of the command line: what only reads leaves all as it is.
    dry
        Whether this is a dry run, which does too.
    """
    if "--unlock" in asked:  # the user says that there is no other build
        builds.forget()
    elif not dry and READING.isdisjoint(asked):
        try:
            builds.enter()
        except UserError as error:
            sys.exit(str(error))
        sweep((paths.RESULTS, paths.DOCS, paths.STATE, UNFINISHED))
        bring_back(paths.RESULTS)


def _plan(root: Path, config: Config, asked: Sequence[str]) -> Plan:
    """Find what the config asks for.

    Raises
    ------
    UserError
        In at most five lines: which film or figure cannot be made, and what to do.
    """
    files = scene_files(root / paths.SCENES)
    if found := problems(config, files) or unending_films(config, files):
        raise not_usable(str(root / paths.CONFIG), found)
    told_by = {name: film.scene or name for name, film in config.films.entries.items()}
    files_of = {name: scene_file(scene, files) for name, scene in told_by.items()}
    scenes = {name: str(file.path.relative_to(root)) for name, file in files_of.items()}
    of_all_seeds = frozenset(
        name for name, file in files_of.items() if file.scenes[told_by[name]].ensemble
    )
    try:
        drawn = figures(
            root / paths.FIGURE_MODULES, list(config.variants), list(config.audit.variants)
        )
    except UserError as error:
        raise not_usable(str(root / paths.CONFIG), [str(error)]) from None
    if found := unknown_figures(config, drawn):
        raise not_usable(str(root / paths.CONFIG), found)
    of_layers = layer_films(root, config, files, asked)
    return Plan(config, Known("film", scenes), of_all_seeds, drawn, of_layers)


def _check_noise_grid(config: Config) -> None:
    """Check that there are seeds to compare and components to rank.

    Raises
    ------
    UserError
        If not.
    """
    if len(config.seeds) < 2:
        raise UserError("noise_grid: compares seeds, and there is one: list more under seeds")
    if config.network.channels < 2:
        raise UserError("noise_grid: ranks components, and there is one: raise network.channels")


def check_writable(folder: Path) -> None:
    """Check that files can be made in a folder, or the folder itself where it is missing.

    Raises
    ------
    UserError
        If not.
    """
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir():
        raise UserError(f"{existing}: is a file where a folder should be: move it away")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise UserError(
            f"{existing.resolve()}: is read-only: make it writable with "
            f"`chmod -R u+w {existing}`, or work in a copy on another disk"
        )
