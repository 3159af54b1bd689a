"""The walls of the house: who may use what, and in which direction imports go."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "deconviz"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCENES = sorted((ROOT / "scenes").glob("*.py"))
SCRIPTS = sorted((ROOT / "workflow" / "scripts").glob("*.py"))

# Each imports from those before it, and never from those after.
ORDER = [
    "experiment", "theme", "messages", "catalogue", "settings", "configfile", "sources",
    "preflight", "curves", "series", "model", "training", "contributions", "addition",
    "comparison", "bootstrap", "alignment", "windows", "assembly", "material", "trial", "evidence",
    "tables", "claims", "noise_sweep", "sweep", "examples", "motion", "archive", "gathering",
    "dossier", "fonts", "plotting", "figures", "mobjects", "rendering", "film", "gif", "report",
    "job",
]  # fmt: skip

ROOMS: dict[str, set[str]] = {
    "torch": {"model", "training"},
    "matplotlib": {"figures", "plotting"},
    "manim": {"mobjects", "rendering", "film", "scenes"},
    "uharfbuzz": {"mobjects"},
    "cairo": {"rendering"},
    "av": {"rendering", "gif"},
    "PIL": {"rendering", "gif"},
    "safetensors": {"archive"},
    "fontTools": {"fonts", "mobjects"},
    "scipy": {"comparison", "alignment", "plotting"},
    "yaml": {"configfile"},
    "pywt": {"series"},
    "pydantic": {"experiment", "settings", "configfile"},
    "snakemake": set(),
}


def room(file: Path) -> str:
    """Return the name that a file has in the house: its module's, or that of its folder."""
    if not file.is_relative_to(PACKAGE):
        return file.parent.name
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """Return the full names of all that a file imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import, which deconviz.sources cannot see"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def libraries(file: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(file)}


def rooms_used(file: Path) -> set[str]:
    used = {name.split(".")[1] for name in imported(file) if name.startswith("deconviz.")}
    return used & set(ORDER)


def calls(file: Path) -> set[str]:
    """Return the names of the methods that a file calls."""
    functions = (node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call))
    return {function.attr for function in functions if isinstance(function, ast.Attribute)}


def test_every_module_has_its_place_in_the_order() -> None:
    assert {room(file) for file in MODULES} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_a_module_imports_none_that_comes_after_it(name: str) -> None:
    used = {use for file in MODULES if room(file) == name for use in rooms_used(file)}
    assert used <= set(ORDER[: ORDER.index(name) + 1])


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_is_used_only_in_its_rooms(library: str) -> None:
    users = {room(file) for file in MODULES + SCENES if library in libraries(file)}
    assert users <= ROOMS[library]


def test_of_the_scripts_only_those_that_train_use_torch_and_none_draws() -> None:
    for script in SCRIPTS:
        assert libraries(script).isdisjoint({"matplotlib", "manim"})
        assert ("torch" in libraries(script)) == (script.name in {"train.py", "sweep.py"})


def test_the_trainer_knows_nothing_of_variants() -> None:
    assert "settings" not in rooms_used(PACKAGE / "training.py")
    assert "variant" not in (PACKAGE / "model.py").read_text()


def test_figures_do_not_save_themselves() -> None:
    savers = {room(file) for file in MODULES if "savefig" in calls(file)}
    assert savers == {"archive"}


def test_only_the_film_plays_and_mobjects_stand_still() -> None:
    players = {room(file) for file in MODULES if "play" in calls(file)}
    assert players == {"film"}


def test_pure_modules_read_and_write_no_file() -> None:
    pure = set(ORDER[ORDER.index("curves") : ORDER.index("archive")]) | {"experiment", "theme"}
    pure |= {"settings", "plotting", "figures", "mobjects"}
    touching = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "savefig"}
    assert [file for file in MODULES if room(file) in pure and calls(file) & touching] == []


def imported_with(module: str) -> set[str]:
    """Return the libraries that a process has loaded after importing one module."""
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", code]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_a_film_job_never_imports_torch_nor_matplotlib() -> None:
    loaded = imported_with("deconviz.film")
    assert "manim" in loaded
    assert loaded.isdisjoint({"torch", "matplotlib"})


def test_a_training_job_never_imports_manim_nor_matplotlib() -> None:
    loaded = imported_with("deconviz.training")
    assert "torch" in loaded
    assert loaded.isdisjoint({"manim", "matplotlib"})


def test_the_checks_before_every_run_load_none_of_the_heavy_libraries() -> None:
    heavy = {"torch", "manim", "matplotlib", "numpy"}
    assert imported_with("deconviz.preflight").isdisjoint(heavy)
