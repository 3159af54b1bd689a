"""A film as webm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deconviz.config.talk import Credit


def write(film: Path, to: Path, about: dict[str, Any], credit: Credit) -> None:
    """Write a film in another format."""
    raise NotImplementedError
