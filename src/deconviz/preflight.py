"""What must hold before any job starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deconviz.configfile import load
from deconviz.messages import UserError
from deconviz.settings import Config

RESULTS = Path("results")


def start(path: Path, overrides: Mapping[str, Any]) -> Config:
    """Check the config and the results folder; end with a few plain lines if they are not usable."""
    try:
        config = load(path, overrides)
        check_writable(RESULTS)
    except UserError as error:
        sys.exit(str(error))
    return config


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
