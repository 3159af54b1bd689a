"""Pytest on a file of its own, with this project's settings, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_pytest(folder: Path, tests: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on the text of tests, which need not import it."""
    file = folder / "test_one.py"
    file.write_text(f"import pytest\n{tests}\n", encoding="utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *settings, "-p", "no:cacheprovider", *arguments]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # other plugins take a second
    return subprocess.run(
        [*command, str(file)],
        cwd=ROOT / "tests",
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
