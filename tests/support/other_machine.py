"""A machine that is not ours: odd folders, a full home, and settings that spoil pictures."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont

from deconviz.look.theme import FONT

ODD_NAME = """-f it's "a" [b] {c} (d) $HOME `e` é漢 &"""
MANIM_SETTINGS = """
[CLI]
background_color = RED
frame_rate = 7
renderer = opengl
video_dir = elsewhere
[video_encoder]
codec = libx265
[video_encoder.options]
crf = 50
"""
MATPLOTLIB_SETTINGS = "lines.linewidth: 9\naxes.grid: True\nfont.size: 30\nbackend: nonsense\n"
VARIABLES = {
    "LC_ALL": "tr_TR.UTF-8",
    "MPLBACKEND": "module://nonsense",
    "NUMBA_DISABLE_JIT": "1",
    "NUMBA_NUM_THREADS": "7",
    "OMP_NUM_THREADS": "7",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "1",
    "PYTHONIOENCODING": "latin-1",
    "TZ": "Asia/Tokyo",
}


def full_home(folder: Path) -> dict[str, str]:
    """Make a home full of settings, fonts and packages; return the variables that lead there."""
    files = {
        ".config/manim/manim.cfg": MANIM_SETTINGS,
        ".config/matplotlib/matplotlibrc": MATPLOTLIB_SETTINGS,
        "packages/deconviz.py": "raise ImportError('another checkout')",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_false_font(folder / ".local/share/fonts/Inter.ttf")
    return VARIABLES | {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "PYTHONPATH": str(folder / "packages"),
    }


def write_false_font(path: Path) -> None:
    """Write another font under the name of ours."""
    font = TTFont(Path(mpl.get_data_path(), "fonts/ttf/DejaVuSerif.ttf"))
    for record in font["name"].names:
        if record.nameID in {1, 4, 6, 16}:
            record.string = FONT
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)


def python_with_packages(path: Path) -> Path:
    """Write a Python whose new environments see the packages of this one, so that pip has them."""
    packages = Path(sysconfig.get_path("purelib"))
    same = packages.relative_to(sys.prefix)
    path.write_text(
        f"""#!/bin/sh
"{sys.executable}" "$@" || exit
if [ "$1 $2" = "-m venv" ]; then echo "{packages}" >"$3/{same}/more.pth"; fi
""",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path
