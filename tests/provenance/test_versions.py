"""Every library that results depend on is known by its version."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from deconviz.provenance.versions import LIBRARIES, WITHOUT_EFFECT, versions, versions_of
from support.house import libraries

ROOT = Path(__file__).parents[2]
OURS = {"deconviz", *sys.stdlib_module_names}
IMPORTED = {
    name
    for folder in ("src", "scenes", "workflow/scripts")
    for file in (ROOT / folder).rglob("*.py")
    for name in libraries(file)
} - OURS


def test_each_library_that_is_imported_decides_results_or_is_known_not_to() -> None:
    assert IMPORTED - LIBRARIES.keys() - WITHOUT_EFFECT == set()


def test_none_is_listed_that_is_not_imported() -> None:
    assert LIBRARIES.keys() | WITHOUT_EFFECT == IMPORTED


def test_a_version_is_that_of_the_package_without_its_machine() -> None:
    assert versions()["torch"] == version("torch").partition("+")[0]
    assert versions_of(["os", "PIL.Image", "PIL"]) == [f"pillow {version('pillow')}"]


@pytest.mark.parametrize("package", ["torch", "matplotlib", "manim", "fontpkg-inter"])
def test_what_draws_and_trains_is_in_the_list_of_files(package: str) -> None:
    assert package in versions()
