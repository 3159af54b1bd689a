"""Every rule at work: the same bytes anywhere, and made again for good reasons alone."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deconviz.provenance.fingerprint import Sources
from support import small_build
from support.control_pictures import Tolerance, differences
from support.every_rule import TARGETS, build_elsewhere, elsewhere, every_rule
from support.old_processor import VARIABLES
from support.once import once
from support.watched import STARTUP, named, opened, watch
from support.workspace import ROOT, Workspace

pytestmark = [pytest.mark.pipeline, pytest.mark.faults]

RULE = re.compile(r"^(?:use )?rule (?:\w+ as )?(\w+)(?: with)?:$", re.MULTILINE)
STARTS_JOBS = {
    *("workflow/scripts/job.py", "workflow/startup/sitecustomize.py"),
    "src/deconviz/interrupts.py",
}
"""What each job opens, and no result depends on."""
PIXELS = Tolerance(edge=8, shade=1.0)


@pytest.fixture(scope="module")
def here(shared: Path) -> Workspace:
    def make(folder: Path) -> None:
        every_rule(folder).build(*TARGETS)

    return Workspace(once(shared / "every-rule", make))


@pytest.fixture(scope="module")
def there(shared: Path) -> Workspace:
    """The same on another machine, where jobs say what they open."""

    def make(folder: Path) -> None:
        elsewhere(folder).parent.mkdir(parents=True)
        workspace = every_rule(elsewhere(folder))
        watch(workspace)
        build_elsewhere(workspace, folder / "home")

    return Workspace(elsewhere(once(shared / "every-rule-elsewhere", make)))


def test_every_rule_has_had_work(here: Workspace) -> None:
    rules = {
        name
        for file in (ROOT / "workflow/rules").glob("*.smk")
        for name in RULE.findall(file.read_text(encoding="utf-8"))
    }
    assert named(here).keys() == rules


def test_all_files_have_the_same_bytes_anywhere(here: Workspace, there: Workspace) -> None:
    """Another folder, other cores, rights, language, time zone, home, threads and hash seed."""
    assert here.sums() == there.sums()


def test_a_job_depends_on_every_file_that_it_opens_and_on_no_other_data(there: Workspace) -> None:
    sources = Sources(there.path("src"))
    used = opened(there)
    assert used.keys() == named(there).keys()
    for rule, files in named(there).items():
        closure = {
            path.relative_to(there.folder)
            for file in files
            for path in sources.closure(there.path(file))
        }
        assert used[rule] - closure - set(map(Path, STARTS_JOBS)) == set(), rule
        assert {file for file in closure - used[rule] if file.suffix != ".py"} == set(), rule


def test_on_another_processor_pictures_are_the_same_but_for_shades(
    shared: Path, tmp_path: Path
) -> None:
    """Where training and drawing do without the instructions of the last 15 years."""

    def make(folder: Path) -> None:
        small_build.small_workspace(folder).build(*small_build.TARGETS)

    here = Workspace(once(shared / "small", make))  # as tests of faults have it
    there = small_build.small_workspace(tmp_path / "there")
    startup = there.path(STARTUP)
    slow = f"import os\n\nos.environ.update({VARIABLES})\n"
    startup.write_text(slow + startup.read_text(encoding="utf-8"), encoding="utf-8")
    there.build(*small_build.TARGETS)
    assert here.path(small_build.MODEL).read_bytes() != there.path(small_build.MODEL).read_bytes()
    pictures = [file.relative_to(here.folder) for file in here.path("results").rglob("*.png")]
    assert pictures
    for picture in pictures:
        one, other = (
            np.asarray(Image.open(place.path(picture)).convert("RGB")) for place in (here, there)
        )
        assert differences(one, other, PIXELS) == [], picture
