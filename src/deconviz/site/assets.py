"""What all pages share: styles, scripts and the font."""

from __future__ import annotations

import shutil
from pathlib import Path

from deconviz.archive.files import replacing_folder
from deconviz.look import fonts
from deconviz.site import look

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("styles/*.css"), *HERE.glob("scripts/*.js")])
"""Copied as they are."""


def write(folder: Path) -> None:
    """Write them all into a folder.

    Raises
    ------
    UserError
        If the folder around it cannot be written to.
    """
    with replacing_folder(folder) as temporary:
        for file in FILES:
            shutil.copyfile(file, temporary / file.name)
        (temporary / "look.css").write_text(look.css(), encoding="utf-8")
        fonts.write_variable(temporary / "Inter.ttf")
        shutil.copyfile(fonts.LICENCE, temporary / "Inter.LICENSE")
