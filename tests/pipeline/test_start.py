"""Ctrl-C ends with one line, and any other error as ever."""

from __future__ import annotations

import subprocess
import sys

from deconviz.interrupts import SAYS


def end_with(error: str) -> str:
    body = f"from deconviz.interrupts import answer_plainly; answer_plainly(); raise {error}"
    done = subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stderr


def test_an_interrupt_is_one_line() -> None:
    assert end_with("KeyboardInterrupt") == f"{SAYS}\n"


def test_a_bug_keeps_its_traceback() -> None:
    assert end_with("ValueError('odd')").splitlines()[-1] == "ValueError: odd"
