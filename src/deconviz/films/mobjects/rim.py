"""A rim of background around text, so that it can cross anything."""

from __future__ import annotations

from manim import LineJointType, VMobject

from deconviz.films.mobjects.stage import stroke
from deconviz.films.mobjects.text import TextLine
from deconviz.look.language import RIM


class Rim(VMobject):
    """What keeps marks away from a line of text that lies on them.

    Parameters
    ----------
    colour
        Of the background.
    """

    def __init__(self, colour: str) -> None:
        super().__init__(
            stroke_color=colour,
            stroke_width=stroke(2 * RIM),
            fill_opacity=0,
            joint_type=LineJointType.ROUND,
        )

    def around(self, text: TextLine) -> None:
        """Follow the text; it must be drawn above."""
        self.points = text.points
