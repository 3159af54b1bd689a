"""That a film ends on the frame that it begins with."""

from __future__ import annotations

import pytest

from support.staging import Stage

DRAFT_FRAME = 1 / 15  # seconds


def check_loop(stage: Stage) -> None:
    """Compare the first frame with the last of a draft, point by point."""
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds - DRAFT_FRAME)
    last = [part.points for part in stage.visible()]
    for before, after in zip(first, last, strict=True):
        assert before == pytest.approx(after, abs=1e-4)
