"""Layouts of windows on a curve, as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from deconviz.data.windows import Windows


@st.composite
def layouts(draw: st.DrawFn) -> Windows:
    """Any kernel that fits, strides longer than it too, with and without points left over."""
    points = draw(st.integers(1, 40))
    return Windows(points, draw(st.integers(1, points)), draw(st.integers(1, 20)))
