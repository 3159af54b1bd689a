"""What films are about: the topics by which the site sorts them, in its order."""

from __future__ import annotations

from typing import Literal, get_args

Topic = Literal["The sum", "Code noise", "Overlaps", "Encoder", "Whole curves", "Settings"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
