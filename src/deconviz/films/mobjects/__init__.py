"""What films are made of: arrays to manim objects. Nothing here plays an animation.

Whatever moves is one object whose points are set in place each frame. What stands still is added to
the scene first, so that it is drawn once.
"""
