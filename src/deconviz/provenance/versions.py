"""Which versions of Python and of packages are at work."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

LIBRARIES = {
    **{name: name for name in ("numpy", "scipy", "torch", "numba", "onnx", "safetensors")},
    **{name: name for name in ("manim", "matplotlib", "uharfbuzz", "av", "jinja2")},
    "pywt": "pywavelets",
    "cairo": "pycairo",
    "fontpkg_inter": "fontpkg-inter",
    "fontTools": "fonttools",
    "PIL": "pillow",
    "pptx": "python-pptx",
    "fpdf": "fpdf2",
    "google": "protobuf",
    "sphinx_revealjs": "sphinx-revealjs",
}
"""Those that decide what results are, as Python imports them and as pip calls them."""
WITHOUT_EFFECT = {"pydantic", "pydantic_core", "yaml", "tqdm", "psutil", "click"}
"""Those that results do not depend on: they read settings, run jobs and talk."""


def versions() -> dict[str, str]:
    """Return the version of Python, of deconviz, and of each library."""
    ours = {"python": platform.python_version(), "deconviz": version("deconviz")}
    return {**ours, **{package: _version(package) for package in LIBRARIES.values()}}


def versions_of(imports: Iterable[str]) -> list[str]:
    """Return the libraries among some imports, each with its version, sorted.

    Parameters
    ----------
    imports
        Full names of modules.

    Examples
    --------
    >>> versions_of(["math", "numpy.typing"]) == [f"numpy {versions()['numpy']}"]
    True
    """
    names = {name.partition(".")[0] for name in imports}
    packages = sorted(LIBRARIES[name] for name in names & LIBRARIES.keys())
    return [f"{package} {_version(package)}" for package in packages]


@cache
def _version(package: str) -> str:
    """Return a version without its local part, which says for what machine it was built."""
    return version(package).partition("+")[0]
