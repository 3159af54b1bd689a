"""Pictures of every page of a site, to look at: python -m bench.site_pictures FOLDER [SITE]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from deconviz import paths
from deconviz.errors import UserError
from support.browser import NARROW, WIDE, Visitor, chromium

THEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")


def write(folder: Path, site: Path) -> None:
    """Write what a desk and a phone show of each page, dark and light, to its end.

    Raises
    ------
    UserError
        If there is no site, or no browser.
    """
    if not (site / "index.html").is_file():
        raise UserError(f"{site}: has no index.html: make it with ./run site")
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        visitor = Visitor(browser, site.resolve())
        for name in paths.SITE_PAGES:
            for width in (WIDE, NARROW):
                _write_page(visitor, folder, name, width)
        for complaint in visitor.heard():
            print(complaint)


def _write_page(visitor: Visitor, folder: Path, name: str, width: int) -> None:
    page = visitor.open(name, width, reduced_motion="reduce")
    page.wait_for_load_state()
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
    visitor.leave()


if __name__ == "__main__":
    given = [*map(Path, sys.argv[1:]), Path(paths.SITE)]
    try:
        write(given[0], given[1])
    except (UserError, IndexError) as error:
        sys.exit(str(error) if isinstance(error, UserError) else __doc__)
