"""How long the checks take that go with every change."""

from __future__ import annotations

from support.workspace import ROOT, Workspace

from .clones import run, say
from .report import Row


def measure() -> list[Row]:
    """Run the quick checks in the repository itself, where the environment is."""
    say("Running the quick checks")
    checks = run(Workspace(ROOT), "./run", "test", "--quick")
    return [Row("./run test --quick, 2 cores", checks.wall, "s", at_most=90)]
