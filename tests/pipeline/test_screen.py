"""Lines where there is no terminal; on one, a bar below them. And what trainings say in logs."""

from __future__ import annotations

import io
import sys
import time

import pytest

from deconviz.pipeline import screen
from deconviz.pipeline.progress import progress_lines
from deconviz.pipeline.screen import Screen


class Terminal(io.StringIO):
    """What is written to it can be read again."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "EVERY", 0.01)
    monkeypatch.setenv("COLUMNS", "80")


def talk(stream: io.StringIO) -> Screen:
    """Begin with a bar of two jobs, if there can be one."""
    screen = Screen(stream)
    screen.start_bar(2, lambda: "film 1 of 2")
    return screen


def shown(terminal: Terminal) -> list[str]:
    return [line.strip() for line in terminal.getvalue().split("\r")]


def test_without_a_terminal_there_are_lines_and_nothing_else() -> None:
    stream = io.StringIO()
    screen = talk(stream)
    screen.say("one", "two")
    screen.advance()
    screen.end_bar()
    assert stream.getvalue() == "one\ntwo\n"
    assert not screen.has_bar


def test_a_bar_says_what_is_at_work_and_how_much_is_done() -> None:
    terminal = Terminal()
    screen = talk(terminal)
    assert screen.has_bar
    screen.advance()
    end = time.monotonic() + 20
    while not any(line.endswith("| film 1 of 2") for line in shown(terminal)):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert any(line.startswith("50% |") for line in shown(terminal))
    screen.end_bar()


def test_lines_stand_above_the_bar_and_the_bar_is_gone_at_the_end() -> None:
    terminal = Terminal()
    screen = talk(terminal)
    screen.say("done: film 1 of 2")
    screen.end_bar()
    screen.say("all is made")
    assert "done: film 1 of 2\n" in terminal.getvalue()
    assert terminal.getvalue().endswith(" \rall is made\n")


def test_where_the_bar_s_library_is_missing_there_are_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    terminal = Terminal()
    screen = talk(terminal)
    screen.say("one")
    assert terminal.getvalue() == "one\n"


@pytest.mark.parametrize(("steps", "expected"), [(1000, 10), (3, 3)])
def test_a_training_says_at_each_tenth_of_its_way_how_far_it_is(
    capsys: pytest.CaptureFixture[str], steps: int, expected: int
) -> None:
    say = progress_lines(steps)
    for step in range(1, steps + 1):
        say(step, 0.00123)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == expected
    assert said[-1] == f"step {steps} of {steps}: held-out loss 1.2e-03"
