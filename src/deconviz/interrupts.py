"""Ctrl-C ends any of our programs with one line."""

from __future__ import annotations

import sys
from types import TracebackType

SAYS = "Interrupted. What is finished is kept: the same command goes on from there."


def answer_plainly(says: str = SAYS) -> None:
    """Say one line when the user interrupts this process; any other error stays as it is."""

    def answer(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            print(says, file=sys.stderr)
        else:
            sys.__excepthook__(kind, error, traceback)

    sys.excepthook = answer
