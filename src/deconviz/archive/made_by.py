"""What made an archive: settings and code, recorded in it and compared with what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deconviz.archive.files import outdated
from deconviz.config.experiment import Strict, digest


@dataclass(frozen=True)
class MadeBy:
    """What makes an archive.

    Attributes
    ----------
    settings
        Everything that decides what is in it, besides a seed.
    code
        The fingerprint of the script that writes it.
    """

    settings: Strict
    code: str

    def record(self) -> dict[str, Any]:
        """Return this as metadata of an archive."""
        return {
            "run": self.settings.model_dump(mode="json"),
            "config_hash": digest(self.settings),
            "code": self.code,
        }

    def check(self, path: Path, about: Mapping[str, Any]) -> None:
        """Check that an archive was made by this, from its metadata.

        Raises
        ------
        UserError
            If not: what differs, and the command that rebuilds the archive.
        """
        asked = self.record()
        if about.get("config_hash") != asked["config_hash"]:
            raise outdated(path, _difference(about.get("run"), asked["run"]))
        if about.get("code") != self.code:
            raise outdated(path, "was made by other code than there is now")


def _difference(found: Any, asked: Any, key: str = "") -> str:
    """Name the first setting that differs."""
    if isinstance(found, Mapping) and isinstance(asked, Mapping):
        for name in dict.fromkeys([*asked, *found]):
            if found.get(name) != asked.get(name):
                inner = f"{key}.{name}" if key else name
                return _difference(found.get(name), asked.get(name), inner)
    return f"was made with {key or 'settings'}: {found!s:.60}, but the config has {asked!s:.60}"
