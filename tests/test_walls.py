"""The walls of the house: who may use what, and in which direction imports go."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from support.house import (
    House,
    broken_walls,
    calls,
    circle,
    import_statements,
    is_in,
    libraries,
    listing,
    misprints,
    nodes,
    smugglers,
)

ROOT = Path(__file__).parents[1]

# Each imports from those before it, and never from those after.
ROOMS = [
    *(
        "errors",
        "interrupts",
        "arrays",
        "paths",
        "look",
        "config",
        "data",
        "network",
        "layers",
        "layers/importing",
        "analysis",
        "audit",
    ),
    *(
        "archive",
        "provenance",
        "plotting",
        "figures",
        "films/mobjects",
        "films/rendering",
        "films/stages",
        "films",
        "talk/formats",
        "talk/decks",
        "talk",
        "site",
        "pipeline",
    ),
]
HOUSE = House(ROOT, ROOMS)

LIBRARIES = {
    "numba": {"network/descent.py"},
    "torch": {
        *("network/torch_model.py", "network/training.py", "network/upsampling.py"),
        "network/one_thread.py",
        "layers/importing/torch_file.py",
    },
    "onnx": {"layers/importing/onnx_file.py"},
    "google": {"layers/importing/onnx_file.py"},
    "matplotlib": {"plotting", "figures"},
    "manim": {"films"},
    "uharfbuzz": {
        "films/mobjects/typesetting.py",
        "talk/decks/inter.py",
        "talk/decks/tex_fonts.py",
    },
    "fontTools": {"look/fonts.py", "films/mobjects/typesetting.py", "talk/decks/tex_fonts.py"},
    "fontpkg_inter": {"look/fonts.py"},
    "cairo": {"films/rendering"},
    "av": {"films/rendering", "talk/formats"},
    "jinja2": {"talk/decks", "site/pages.py"},
    "pptx": {"talk/decks/pptx.py"},
    "PIL": {
        *("films/rendering", "talk/formats", "talk/decks/cards.py", "talk/decks/manim_slides.py"),
        "site/thumbnails.py",
    },
    "fpdf": {"talk/formats/still.py", "talk/decks/handout.py", "talk/decks/handout_page.py"},
    "safetensors": {"archive/tensors.py"},
    "scipy": {"analysis", "plotting", "layers/matrix.py"},
    "yaml": {"config/plain_yaml.py", "site/bibtex.py"},
    "pydantic": {"config"},
    "pywt": {"data/photographs.py", "data/series.py", "data/signals.py"},
    "tqdm": {"pipeline/screen.py"},
    "psutil": {"provenance/job.py"},
    "snakemake": set[str](),
}

PURE = [
    *("errors", "arrays", "paths", "look/theme", "look/wording"),
    *("config/experiment", "config/schema", "config/jobs"),
    *("data", "network", "layers", "analysis", "audit", "plotting", "figures"),
    *("films/mobjects", "films/mobjects/motion"),
]
READS_FILES = "layers/importing"  # a room in one that reads none
FILE_ACCESS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "savefig"}
SCRIPTS = ROOT / "workflow/scripts"
TRAINING = {"train.py", "noise_grid.py", "upsampling.py"}
LONGEST_SCRIPT = 45  # lines


def test_at_most_eight_modules_stand_outside_of_rooms() -> None:
    loose = {file.name for file in HOUSE.package.glob("*.py")} - {"__init__.py"}
    assert len(loose) <= 8


def test_every_room_is_there() -> None:
    assert [room for room in ROOMS if not HOUSE.in_room(room)] == []


def test_no_room_uses_one_above_it() -> None:
    assert broken_walls(HOUSE) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(HOUSE) == ""


def test_libraries_stay_in_their_rooms() -> None:
    assert smugglers(HOUSE, LIBRARIES) == []


@pytest.mark.parametrize("library", [name for name, places in LIBRARIES.items() if places])
def test_a_library_is_used_in_each_of_its_places(library: str) -> None:
    """So that no place is left open for a library that has moved out."""
    users = {HOUSE.name(file) for file in HOUSE.modules + HOUSE.users if library in libraries(file)}
    for place in LIBRARIES[library]:
        assert any(is_in(user, place) for user in users), f"{place} does not use {library}"


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
def test_scripts_are_thin(script: Path) -> None:
    """They read, call and write: what can be named has its place in the house."""
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    assert not any(isinstance(node, definitions) for node in nodes(script))
    assert len(script.read_text(encoding="utf-8").splitlines()) <= LONGEST_SCRIPT


def test_the_trainer_knows_nothing_of_variants() -> None:
    trainer = HOUSE.in_room("network")
    used = {HOUSE.name(module) for file in trainer for module in HOUSE.uses(file)}
    assert {name for name in used if is_in(name, "config")} == {"config/experiment.py"}
    assert [file for file in trainer if "variant" in (file.read_text(encoding="utf-8"))] == []


def test_figures_do_not_save_themselves() -> None:
    savers = {HOUSE.name(file) for file in HOUSE.modules if "savefig" in calls(file)}
    assert savers == {"archive/files.py"}


def test_only_the_film_plays_and_mobjects_stand_still() -> None:
    players = {HOUSE.name(file) for file in HOUSE.modules if "play" in calls(file)}
    assert players == {"films/film.py"}


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_read_and_write_no_file(room: str) -> None:
    files = [file for file in HOUSE.in_room(room) if HOUSE.room(file) != READS_FILES]
    assert files
    assert {HOUSE.name(file): calls(file) & FILE_ACCESS for file in files} == {
        HOUSE.name(file): set() for file in files
    }


def test_tests_mirror_the_rooms() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")} - {ROOT / "tests"}
    mirrored = {folder.relative_to(ROOT / "tests").as_posix() for folder in folders}
    rooms = {room for room in ROOMS if (HOUSE.package / room).is_dir()}
    assert mirrored == rooms
    others = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert others - {room.split("/")[0] for room in rooms} - {"__pycache__"} == {
        "bench",
        "cluster",
        "hosts",
        "mutation",
        "support",
    }


def test_the_listing_for_contributors_is_that_of_the_tree() -> None:
    paths = listing((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "The house")
    names = {path.removesuffix(".py") for path in paths}
    assert [room for room in ROOMS if f"src/deconviz/{room}" not in names] == []
    assert misprints(ROOT, paths) == []


# --- What a job loads ---


def libraries_after(code: str) -> set[str]:
    """Return the libraries that a process has loaded after running code."""
    report = "\nimport sys\nprint(*{name.split('.')[0] for name in sys.modules})"
    command = [sys.executable, "-c", code + report]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def libraries_of(files: Iterable[Path]) -> set[str]:
    return libraries_after("\n".join(map(import_statements, files)))


@pytest.mark.slow
def test_a_film_job_never_imports_torch_nor_matplotlib() -> None:
    names = libraries_of(ROOT.glob("scenes/*.py"))
    assert "manim" in names
    assert names.isdisjoint({"torch", "matplotlib"})


@pytest.mark.slow
def test_a_training_job_never_imports_manim_nor_matplotlib() -> None:
    names = libraries_of(SCRIPTS / name for name in TRAINING)
    assert "torch" in names
    assert names.isdisjoint({"manim", "matplotlib"})


@pytest.mark.slow
def test_no_other_script_imports_torch_nor_manim() -> None:
    names = libraries_of(path for path in SCRIPTS.glob("*.py") if path.name not in TRAINING)
    assert "numpy" in names
    assert names.isdisjoint({"torch", "manim"})


@pytest.mark.slow
def test_the_checks_before_every_run_load_none_of_the_heavy_libraries() -> None:
    modules = "preflight, figure_list, layer_list, strangers, order, voice"
    names = libraries_after(
        f"from deconviz.config import jobs\nfrom deconviz.pipeline import {modules}"
    )
    assert "pydantic" in names
    assert names.isdisjoint({"torch", "manim", "matplotlib", "numpy", "scipy", "tqdm"})


# --- That each wall can be seen to break ---

MADE_UP = {
    ".gitignore": "results/\n*.egg-info/\n",
    "README.md": "",
    "CONTRIBUTING.md": """
## How it looks

```
README.md, CONTRIBUTING.md   what to read
src/deconviz/         the rooms, and a remark that is so long
                      that it goes on
  cellar/
    coal.py           for the winter
    wine.py
  attic.py            all that is left
scenes                stories
```
""",
    "src/deconviz/__init__.py": "",
    "src/deconviz/cellar/__init__.py": "",
    "src/deconviz/cellar/wine.py": "import math\nfrom deconviz.cellar import coal\n",
    "src/deconviz/cellar/coal.py": "HEAT = 1\n",
    "src/deconviz/attic.py": "from deconviz.cellar.wine import math\n\nopen('a').seek(0)\n",
    "scenes/night.py": "import numpy.linalg\n",
    "results/film.mp4": "",
}
Edit = Callable[[str, str], None]


@pytest.fixture
def made_up(tmp_path: Path) -> House:
    for name, text in MADE_UP.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return House(tmp_path, ["cellar", "attic"])


@pytest.fixture
def edit(made_up: House) -> Edit:
    def write(name: str, text: str) -> None:
        (made_up.root / name).write_text(text, encoding="utf-8")

    return write


def misprints_of(house: House) -> list[str]:
    text = (house.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return misprints(house.root, listing(text, "How it looks"))


def test_a_house_in_order_has_nothing_to_find(made_up: House) -> None:
    assert broken_walls(made_up) == []
    assert circle(made_up) == ""
    assert smugglers(made_up, {"math": {"cellar"}, "numpy": {"scenes"}}) == []
    assert misprints_of(made_up) == []


@pytest.mark.parametrize(
    "statement",
    [
        "from deconviz import attic",
        "from deconviz.attic import math",
        "import deconviz.attic as up",
        "def late():\n    import deconviz.attic",
    ],
)
def test_a_broken_wall_is_named(made_up: House, edit: Edit, statement: str) -> None:
    edit("src/deconviz/cellar/coal.py", statement)
    assert broken_walls(made_up) == ["cellar/coal.py imports attic.py: cellar is below attic"]


def test_a_room_inside_a_room_has_walls_of_its_own(made_up: House, edit: Edit) -> None:
    rack = made_up.package / "cellar/rack"
    rack.mkdir()
    (rack / "__init__.py").touch()
    edit("src/deconviz/cellar/rack/bottle.py", "from deconviz.cellar.wine import math")
    house = House(made_up.root, ["cellar/rack", *made_up.rooms])
    assert broken_walls(house) == [
        "cellar/rack/bottle.py imports cellar/wine.py: cellar/rack is below cellar"
    ]


def test_a_file_in_no_room_is_named(made_up: House, edit: Edit) -> None:
    edit("src/deconviz/shed.py", "")
    assert broken_walls(made_up) == ["shed.py is in no room: add shed to the rooms"]


def test_a_circle_is_named(made_up: House, edit: Edit) -> None:
    edit("src/deconviz/cellar/coal.py", "import deconviz.cellar.wine")
    assert circle(made_up) in {
        "cellar/coal.py imports cellar/wine.py imports cellar/coal.py",
        "cellar/wine.py imports cellar/coal.py imports cellar/wine.py",
    }


def test_a_library_outside_of_its_places_is_named(made_up: House) -> None:
    assert smugglers(made_up, {"math": {"attic.py"}, "numpy": {"cellar", "attic"}}) == [
        "cellar/wine.py imports math: its place is attic.py",
        "scenes/night.py imports numpy: its place is attic, cellar",
    ]


def test_a_relative_import_is_refused(made_up: House, edit: Edit) -> None:
    edit("src/deconviz/cellar/coal.py", "from . import wine")
    with pytest.raises(AssertionError, match=r"coal\.py: a relative import"):
        broken_walls(made_up)


def test_calls_are_found_by_name_and_as_methods(made_up: House) -> None:
    assert calls(made_up.package / "attic.py") == {"open", "seek"}


@pytest.mark.parametrize("name", ["shed.py", "cellar/beer.py", "cellar/rack"])
def test_what_is_not_listed_is_named(made_up: House, name: str) -> None:
    path = made_up.package / name
    path.touch() if path.suffix else path.mkdir()
    assert misprints_of(made_up) == [f"src/deconviz/{name} is not listed"]


@pytest.mark.parametrize("name", ["src/deconviz/cellar/coal.py", "src/deconviz/attic.py"])
def test_what_is_listed_and_not_there_is_named(made_up: House, name: str) -> None:
    (made_up.root / name).unlink()
    assert misprints_of(made_up) == [f"{name} is listed and not there"]


def test_a_listing_says_where_each_name_lies(made_up: House) -> None:
    assert listing((made_up.root / "CONTRIBUTING.md").read_text(), "How it looks") == {
        "README.md",
        "CONTRIBUTING.md",
        "src/deconviz",
        "src/deconviz/cellar",
        "src/deconviz/cellar/coal.py",
        "src/deconviz/cellar/wine.py",
        "src/deconviz/attic.py",
        "scenes",
    }


def test_a_listing_that_is_missing_is_an_error() -> None:
    with pytest.raises(AssertionError, match="no fenced block under How it looks"):
        listing("## How it looks\n\nnice\n", "How it looks")
