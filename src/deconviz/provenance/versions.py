"""Which versions of Python and of packages are at work."""

from __future__ import annotations

import platform
from importlib.metadata import version

PACKAGES = (
    *("deconviz", "numpy", "scipy", "torch", "numba"),
    *("manim", "matplotlib", "pycairo", "uharfbuzz", "fontpkg-inter"),
    *("av", "pillow", "python-pptx", "fpdf2", "manim-slides", "sphinx-revealjs"),
)
"""Those that decide what results look like."""


def versions() -> dict[str, str]:
    """Return the version of each, without the machine that it was built for."""
    packages = {name: version(name).partition("+")[0] for name in PACKAGES}
    return {"python": platform.python_version(), **packages}
