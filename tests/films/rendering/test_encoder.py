"""An encoder at work does not outlive what it works for."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

INTERRUPT = """
import sys
from fractions import Fraction
from pathlib import Path
from deconviz.films.rendering.encoder import Encoder, Encoding

Encoder(Path(sys.argv[1]), Encoding("libx264", "yuv420p", 64, 64, Fraction(15), {}))
raise KeyboardInterrupt
"""


def test_an_interrupt_does_not_wait_for_an_encoder_that_nobody_stops(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPT, str(tmp_path / "film.mp4")]
    process = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert process.returncode == -signal.SIGINT
