"""Say what in ``results`` is missing, damaged, stale or foreign: ``./run verify``.

Missing is what was made and is asked for, but is not there. Damaged is what has another SHA-256
than when it was made. Stale is what Snakemake would make again: it compares settings, the
fingerprints of code, and times. Foreign is what no job has made.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from deconviz import paths
from deconviz.archive.inventory import Finding, Inventory, What, inventory
from deconviz.config.file import load_config
from deconviz.errors import UserError
from deconviz.interrupts import answer_plainly
from deconviz.look.wording import quantity

GROUPS = ("all", "talk", "site")
"""All that can be asked for by one name, whatever the config has."""
GROUP_OF = {
    **dict.fromkeys(("talk", "decks", Path(paths.MANIFEST).name), "talk"),
    "site": "site",
    "layers": "layers",
    Path(paths.NOISE_GRID).name: "noise_grid",
}
"""What makes all that lies in a folder; of any other it is `all`."""
MOST_TARGETS = 20  # in one command
WHATS: tuple[What, ...] = get_args(What)
STALE = "update pending"
REASONS = {
    "ok": "what it is made of is to be made again",
    "updated input files": "what it is made of is newer",
    "rule implementation changed": "its rule has changed",
    "set of input files changed": "it is to be made of other files",
    "params changed": "settings or code have changed",
}
"""Of what is stale, by Snakemake's words for it."""
CHATTER = ("Using workflow specific profile", "Building DAG")


@dataclass(frozen=True)
class Report:
    """What is to be said.

    Attributes
    ----------
    files, size
        How many there are, and their bytes.
    findings
        What is wrong, by kind and name.
    """

    files: int
    size: int
    findings: Sequence[Finding]

    def lines(self) -> Iterator[str]:
        """Yield a line for each finding, and what they come to."""
        for finding in self.findings:
            yield f"{paths.RESULTS / finding.path}: {finding.why}: {repair(finding)}"
        count = f"{quantity(self.files, 'file')}, {self.size / 1e6:.0f} MB"
        if not self.findings:
            yield f"{count}: none is missing, damaged, stale or foreign"
            return
        yield f"{count}: {', '.join(self._counts())}"
        if len(self.findings) > 1:
            yield from _at_once(self.findings)

    def record(self) -> dict[str, Any]:
        """Return the same for programs."""
        return {
            "files": self.files,
            "bytes": self.size,
            "findings": [
                {
                    "path": str(paths.RESULTS / finding.path),
                    "what": finding.what,
                    "why": finding.why,
                    "repair": command(finding),
                }
                for finding in self.findings
            ],
        }

    def _counts(self) -> Iterator[str]:
        for what in WHATS:
            if count := sum(finding.what == what for finding in self.findings):
                yield f"{count} {what}"


def report(found: Inventory, asked: Mapping[str, str]) -> Report:
    """Put together what was found, and what Snakemake says.

    Parameters
    ----------
    found
        What is there.
    asked
        All that the config asks for, with Snakemake's reason to make it again; "" for none.
    """
    makers = _makers(found, asked)
    findings = [
        replace(finding, target=makers.get(finding.path, finding.target))
        for finding in found.findings
        if _counts(finding, asked)
    ]
    wrong = {finding.target for finding in findings}
    folders = {folder for name in found.sizes for folder in _folders(name)}
    stale = [
        Finding(name, "stale", f"is stale ({REASONS.get(why, why)})", name)
        for name, why in asked.items()
        if why and name not in wrong and (name in found.sizes or name in folders)
    ]
    ordered = sorted([*findings, *stale], key=lambda one: (WHATS.index(one.what), one.path))
    return Report(len(found.sizes), sum(found.sizes.values()), ordered)


def command(finding: Finding) -> str:
    """Return the command that puts it right."""
    path = shlex.quote(str(paths.RESULTS / (finding.target or finding.path)))
    if not finding.target:
        return f"rm {path}"
    return f"./run {path}" if finding.what in ("missing", "stale") else f"./run -f {path}"


def repair(finding: Finding) -> str:
    """Say what puts it right."""
    if not finding.target:
        return f"move it elsewhere, or delete it with `{command(finding)}`"
    return f"{'build' if finding.what == 'missing' else 'rebuild'} it with `{command(finding)}`"


def read_summary(summary: str) -> dict[str, str]:
    """Read what ``snakemake --summary`` prints: its reason to make each file again, "" for none."""
    rows = [line.split("\t") for line in summary.splitlines()[1:]]
    return {
        name.removeprefix(f"{paths.RESULTS}/"): status if plan == STALE else ""
        for name, *_, status, plan in rows
    }


def _counts(finding: Finding, asked: Mapping[str, str]) -> bool:
    """Whether it is wrong: what nobody asks for any more may be deleted."""
    return finding.what != "missing" or finding.target in asked


def _makers(found: Inventory, asked: Mapping[str, str]) -> dict[str, str]:
    """Return what is asked for and makes each file that has lost its record.

    A folder has, if none of its files is on record; else a foreign file there is somebody's own.
    """
    foreign = {finding.path for finding in found.findings if finding.what == "foreign"}
    recorded = {folder for name in found.sizes.keys() - foreign for folder in _folders(name)}
    return {
        name: place
        for name in foreign
        for place in (name, *_folders(name))
        if place in asked and place not in recorded
    }


def _folders(name: str) -> Iterator[str]:
    """Yield the folders around a file."""
    return map(str, PurePosixPath(name).parents)


def _at_once(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield commands that make all again; what is damaged first, as others may be made of it."""
    for start, whats in (("./run -f", ("damaged", "foreign")), ("./run", ("missing", "stale"))):
        of_both = [finding.target for finding in findings if finding.what in whats]
        targets = list(dict.fromkeys(filter(None, of_both)))
        if len(targets) > MOST_TARGETS and start == "./run":
            yield f"  {start} {' '.join(_groups_of(targets))}"
        elif targets:
            yield f"  {start} {shlex.join(str(paths.RESULTS / one) for one in targets)}"


def _groups_of(targets: Sequence[str]) -> list[str]:
    """Return the names that these files can be asked for by, and others with them."""
    return list(dict.fromkeys(GROUP_OF.get(one.partition("/")[0], "all") for one in targets))


def _groups() -> list[str]:
    """Return the names of all that can be asked for."""
    try:
        layers = ["layers"] if load_config(paths.CONFIG).layers else []
    except UserError:  # which Snakemake says too
        layers = []
    grid = ["noise_grid"] if Path(paths.NOISE_GRID).exists() else []
    return [*GROUPS, *layers, *grid]


def _ask_snakemake() -> subprocess.Popen[str]:
    words = ["--cores", "1", "--summary", *_groups()]
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "snakemake", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    answer_plainly("Interrupted.")
    parser = argparse.ArgumentParser(prog="./run verify", description=__doc__)
    parser.add_argument("--json", action="store_true", help="for programs")
    as_json = parser.parse_args().json
    asking = _ask_snakemake()  # meanwhile, files are hashed
    found = inventory(paths.RESULTS)
    summary, said = asking.communicate()
    failed = asking.returncode != 0
    asked = _every_target(found) if failed else read_summary(summary)
    made = report(found, asked)
    print(json.dumps(made.record(), indent=2) if as_json else "\n".join(made.lines()))
    if failed:
        reasons = [line for line in said.splitlines() if line and not line.startswith(CHATTER)]
        print("What is stale cannot be known:", *reasons, sep="\n", file=sys.stderr)
    return 1 if failed or made.findings else 0


def _every_target(found: Inventory) -> dict[str, str]:
    """Return all that has been made, as if it were asked for."""
    return {finding.target: "" for finding in found.findings if finding.target}


if __name__ == "__main__":
    sys.exit(main())
