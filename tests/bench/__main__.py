"""Measure what deconviz must reach, and print it as a table."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from deconviz.archive.files import write_bytes
from deconviz.config.file import load_config
from deconviz.config.schema import Config
from deconviz.errors import UserError

from . import (
    audit,
    checks,
    clones,
    film,
    layers,
    pipeline,
    quality,
    report,
    site,
    talk,
    training,
)
from .clones import Clones
from .report import Row

RESULT = Path("results/bench.json")
CORES = 2

Part = Callable[[Config, Clones], Iterable[Row]]
PARTS: dict[str, tuple[str, Part]] = {
    "quality": (
        "whether the networks in results/models show what they should",
        lambda config, _: quality.measure(config),
    ),
    "training": ("how fast networks train, with the source's recipe beside", training.measure),
    "pipeline": (
        "how long a fresh clone takes to build everything, then nothing",
        lambda _, clones: pipeline.measure(clones),
    ),
    "audit": (
        "what the claim audit trains besides, then all figures, and the noise grid",
        lambda _, clones: audit.measure(clones),
    ),
    "checks": (
        "how long the checks take that go with every change",
        lambda _config, _clones: checks.measure(),
    ),
    "film": (
        "what films cost, how soon a draft is there, and whether they are the same each time",
        film.measure,
    ),
    "talk": (
        "what formats and decks cost beside rendering films, and how soon a deck plays",
        talk.measure,
    ),
    "site": (
        "how the explorer answers, how soon pages are there, and what the site weighs",
        lambda _, clones: site.measure(clones),
    ),
    "layers": (
        "how soon the layers in a file are listed",
        lambda _config, _clones: layers.measure(),
    ),
}


def main() -> int:
    """Measure the parts that the command line names; 1 if a target is missed or something fails.

    What was measured before something failed is kept.
    """
    parts = _parse() or list(PARTS)
    rows: list[Row] = []
    failed = False
    try:
        config = load_config(Path("workflow/config.yaml"))
        commit = clones.commit()
        _warn()
        for row in _measure(parts, config, commit):
            rows.append(row)
            write_bytes(RESULT, report.as_json(rows, commit))
    except UserError as error:
        print(error, file=sys.stderr)
        failed = True
    print(report.table(rows))
    return int(failed or any(row.reached is False for row in rows))


def _parse() -> list[str]:
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description=f"Measure what deconviz must reach; the values also go to {RESULT}. "
        "Exits with 1 if a target is missed.",
        epilog="parts:\n" + "\n".join(f"  {name:<10}{what}" for name, (what, _) in PARTS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("part", nargs="*", help="measure these only (default: all)")
    parts: list[str] = parser.parse_args().part
    for part in parts:
        if part not in PARTS:
            parser.error(f"no part {part!r}: use {', '.join(PARTS)}")
    return parts


def _warn() -> None:
    if clones.uncommitted():
        print("Clones do not have what is not committed.", file=sys.stderr)
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < CORES:
        print(f"Not held to {CORES} cores: times are not those of the targets.", file=sys.stderr)
        return
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])  # children inherit it


def _measure(parts: list[str], config: Config, commit: str) -> Iterator[Row]:
    with TemporaryDirectory(prefix="deconviz-bench-") as folder:
        shared = Clones(Path(folder).resolve(), commit)
        for part in parts:
            yield from PARTS[part][1](config, shared)


if __name__ == "__main__":
    sys.exit(main())
