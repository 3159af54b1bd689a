"""When each part of Checkerboard begins, in seconds."""

STAMPS = (0.5, 1.4, 2.3, 3.2)
"""When each of the four ones lifts off."""
FLIGHT, LANDING = 0.9, 0.3
GONE = 0.15
"""Seconds in which words come and go."""
PALE = 5.0
"""Colours and counts go."""
CAMERA_BACK = 5.3
ROWS, A_ROW = 6.5, 0.22
"""The image is stamped row by row."""
KERNEL = 9.5
"""The kernel of 4 x 4 comes, and the image is stamped anew."""
COLOURED = 10.75
PILES, A_PILE = 11.15, 0.36
FLASH, A_FLASH = 12.95, 0.5
"""Each phase is lit, and its sum is written."""
UNEVEN = 14.9
"""How uneven the sums are is said, once all are there."""
FOUR, CLEARED, COME = 17.45, 17.95, 0.8
"""The piles go; then four images come side by side, of kernels at their start."""
LEARN, FIRST_STOP = 18.75, 20.2
ON, LAST_STOP = 21.4, 22.15
BACK, HOME = 24.15, 24.85
SECONDS = 25.0
