"""The repository at work: where the files are, and which code makes them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import deconviz
from deconviz import paths
from deconviz.config.jobs import Fingerprints
from deconviz.errors import UserError
from deconviz.provenance.fingerprint import Sources

SCRIPTS = Path("workflow/scripts")
SOURCES_CACHE = paths.STATE / "sources.json"


class Repository:
    """A checkout of deconviz.

    Parameters
    ----------
    root
        Its folder.

    Raises
    ------
    UserError
        If the package that runs is that of another checkout.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        package = Path(deconviz.__file__).resolve().parent
        if package != self.root / "src/deconviz":
            raise UserError(
                f"{self.root}: the deconviz that runs is that of {package.parents[1]}: leave its "
                "environment (`deactivate`), and take the one of this folder "
                "(`. .venv/bin/activate`, which ./run makes)"
            )

    @classmethod
    def of(cls, file: Path) -> Repository:
        """Return the repository that a file of it lies in.

        Raises
        ------
        UserError
            If it lies in none, or the package that runs is that of another.
        """
        for folder in file.resolve().parents:
            if (folder / paths.CONFIG).is_file():
                return cls(folder)
        raise UserError(f"{file}: lies in no checkout of deconviz: move it to scenes/ of one")

    def path(self, path: Path) -> Path:
        """Return where a path of the repository is, however the work began elsewhere."""
        return path if Path.cwd() == self.root else self.root / path

    @cached_property
    def sources(self) -> Sources:
        """Its code, parsed once."""
        return Sources(self.root / "src", cache=self.root / SOURCES_CACHE)

    def fingerprint(self, file: Path | str) -> str:
        """Hash what a file, relative to the repository, and all that it imports do."""
        return self.sources.fingerprint(self.root / file)

    @property
    def fingerprints(self) -> Fingerprints:
        """The fingerprints of the scripts that make what others read."""
        return Fingerprints(
            **{name: self.fingerprint(SCRIPTS / f"{name}.py") for name in Fingerprints.model_fields}
        )
