"""The faults of `./run mutants`: which there are, and how they get into code."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from mutation.argued import is_choice
from mutation.functions import functions_of, give_code
from mutation.mutants import mutants
from support import pure
from support.room_coverage import counted, rooms_with_little, table

SOURCE = '''
"""Words."""

from os import path

MOST = 3


class Box:
    """A box."""

    side: int = 2

    @property
    def area(self) -> int:
        """Its area."""
        return self.side * self.side


def fits(sizes: list[int], room: int = 5) -> bool:
    """Whether all fit."""
    if not sizes and room > 0:
        return True
    return max(sizes) <= room
'''


def faults(source: str) -> list[str]:
    return [mutant.name for mutant in mutants(source, "box.py")]


@pytest.mark.parametrize(
    ("code", "others"),
    [
        ("a < b", {"a <= b"}),
        ("a == b", {"a != b"}),
        ("a in b", {"a not in b"}),
        ("a + b", {"a - b"}),
        ("a // b", {"a * b"}),
        ("-a", {"+a"}),
        ("a and b", {"a or b"}),
        ("a if b else c", {"a if not b else c"}),
        ("[a for a in b if a]", {"[a for a in b]"}),
        ("f(2)", {"f(3)"}),
        ("f(0.5)", {"f(1.5)"}),
        ("f(True)", {"f(False)"}),
        ("f('text')", set()),
        ("zip(a, b, strict=True)", set()),
        ("a.reshape(-1)", set()),
        ("a[-1]", {"a[+1]", "a[-2]"}),
        ("a.argmin()", {"a.argmax()"}),
        ("any(a)", {"all(a)"}),
    ],
)
def test_each_kind_of_code_has_its_faults(code: str, others: set[str]) -> None:
    assert set(faults(f"x = {code}")) == {f": x = {code} -> x = {other}" for other in others}


def test_words_imports_and_types_have_none() -> None:
    assert faults('"""3"""\nfrom os import path\nx: Literal[3]') == []


def test_a_fault_says_where_it_is_and_what_it_changes() -> None:
    assert faults(SOURCE) == [
        ": MOST = 3 -> MOST = 4",
        "Box: side: int = 2 -> side: int = 3",
        "Box.area: return self.side * self.side -> return None",
        "Box.area: return self.side * self.side -> return self.side / self.side",
        ": def fits(sizes: list[int], room: int=5) -> bool: -> "
        "def fits(sizes: list[int], room: int=6) -> bool:",
        "fits: if not sizes and room > 0: -> if not (not sizes and room > 0):",
        "fits: if not sizes and room > 0: -> if not sizes or room > 0:",
        "fits: if not sizes and room > 0: -> if not sizes and room >= 0:",
        "fits: if not sizes and room > 0: -> if not sizes and room > 1:",
        "fits: return True -> return None",
        "fits: return True -> return False",
        "fits: return max(sizes) <= room -> return None",
        "fits: return max(sizes) <= room -> return max(sizes) < room",
        "fits: return max(sizes) <= room -> return min(sizes) <= room",
    ]


def test_what_a_default_or_a_class_has_is_not_inside_of_a_function() -> None:
    inside = {mutant.place for mutant in mutants(SOURCE, "box.py") if mutant.inside}
    assert inside == {"Box.area", "fits"}


def test_faults_of_choices_are_named_together_by_how_they_begin() -> None:
    reasons = [": MOST = ...", "fits: return True -> return None"]
    chosen = [fault for fault in faults(SOURCE) if is_choice(fault, reasons)]
    assert chosen == [": MOST = 3 -> MOST = 4"]


def test_functions_and_properties_get_the_code_of_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "box.py"
    module = ModuleType("box")
    exec(compile(SOURCE, str(path), "exec"), vars(module))
    box = module.Box()
    assert (box.area, module.fits([5])) == (4, True)
    for mutant in mutants(SOURCE, str(path)):
        if mutant.now in {"return self.side / self.side", "return max(sizes) < room"}:
            give_code(functions_of(path), mutant.place, mutant.code)
    assert (box.area, module.fits([5])) == (1, False)


def test_pure_files_read_no_others() -> None:
    names = {pure.name_of(path) for room in pure.ROOMS for path in pure.pure_files(room)}
    assert "layers/axis.py" in names
    assert "layers/importing/torch_file.py" not in names
    assert "config/file.py" not in names


def numbers(lines: int, branches: int) -> dict[str, int]:
    """Out of a hundred lines and ten branches."""
    return {
        "num_statements": 100,
        "covered_lines": lines,
        "num_branches": 10,
        "covered_branches": branches,
    }


def test_a_room_of_which_too_little_is_run_is_named_and_so_are_its_files() -> None:
    files = {
        "look/a.py": numbers(95, 10),
        "data/b.py": numbers(94, 10),
        "network/c.py": numbers(100, 9),
        "layers/d.py": numbers(90, 10),
        "layers/e.py": numbers(100, 10),
    }
    assert rooms_with_little(files) == ["data", "network"]
    lines = list(table(files))
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        "data/b.py",
        "network/c.py",
        "layers/d.py",
    ]
    assert lines[0].split() == ["look", "95.0%", "of", "lines", "100.0%", "of", "branches"]


def test_a_report_of_coverage_is_read_by_file() -> None:
    summary = numbers(1, 1) | {"percent_covered_display": "1"}
    report = {"files": {"src/deconviz/layers/axis.py": {"summary": summary}}}
    assert counted(report) == {"layers/axis.py": numbers(1, 1)}
