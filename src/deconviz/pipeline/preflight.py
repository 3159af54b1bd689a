"""What must hold before any job starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deconviz import paths
from deconviz.config.file import load_config
from deconviz.config.schema import Config
from deconviz.errors import UserError
from deconviz.provenance.fingerprint import file_with_class


def start(root: Path, overrides: Mapping[str, Any]) -> tuple[Config, dict[str, str]]:
    """Check the config, its films and the results folder, or end with a few plain lines.

    Parameters
    ----------
    root
        The repository.
    overrides
        What snakemake was given with ``--config`` and ``--configfile``.

    Returns
    -------
    config, scenes
        The checked config, and the scene file of each film relative to `root`.
    """
    try:
        config = load_config(root / paths.CONFIG, overrides)
        files = {
            name: file_with_class(film.scene or name, root / paths.SCENES)
            for name, film in config.films.entries.items()
        }
        check_writable(paths.RESULTS)
    except UserError as error:
        sys.exit(str(error))
    return config, {film: str(path.relative_to(root)) for film, path in files.items()}


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
