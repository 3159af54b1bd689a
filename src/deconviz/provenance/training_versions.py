"""Which versions decide weights."""

from __future__ import annotations

import platform
from importlib.metadata import version

PACKAGES = ("deconviz", "numpy", "torch")


def training_versions() -> dict[str, str]:
    """Return the version of Python and of what trains, with the machine that it was built for."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
