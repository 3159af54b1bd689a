"""When each part of Checkerboard begins, in seconds."""

STAMPS = (0.5, 1.5, 2.5, 3.5)
"""When each of the four ones lifts off."""
FLIGHT, LANDING = 0.9, 0.3
GONE = 0.15
"""Seconds in which words come and go."""
PALE = 5.3
"""Colours and counts go."""
CAMERA_BACK = 5.6
ROWS, A_ROW = 6.9, 0.24
"""The image is stamped row by row."""
KERNEL = 10.1
"""The kernel of 4 x 4 comes, and the image is stamped anew."""
COLOURED = 11.5
PILES, A_PILE = 11.9, 0.42
FLASH, A_FLASH = 14.0, 0.5
FOUR, CLEARED, COME = 16.2, 16.75, 0.8
"""The piles go; then four images come side by side, of kernels at their start."""
LEARN, FIRST_STOP = 17.6, 19.3
ON, LAST_STOP = 20.9, 21.9
BACK, HOME = 23.1, 23.85
SECONDS = 24.0
