"""How frames are drawn, converted and encoded, and how manim is made to do so."""
