"""Types of arrays and rows, named after what they hold."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
"""As networks are trained and stored."""
Integers = NDArray[np.intp]
Steps = NDArray[np.int64]
"""Training steps."""
Mask = NDArray[np.bool_]
Pixels = NDArray[np.uint8]
"""A picture: RGB or RGBA in the last dimension."""
Arrays = dict[str, NDArray[Any]]
"""By name, as an archive holds them."""
Row = dict[str, Any]
"""One observation of a table, by column."""
