"""Which modules of ours Python really imports for a file."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from support.house import import_statements

ROOT = Path(__file__).parents[2]
LATE = {
    "layer.py": "\nfrom deconviz.layers.importing import "
    "numpy_file, onnx_file, safetensors_file, state_dict, torch_file\n"
}
"""What scripts import when they meet a file of its kind."""
# A process for each file has no modules of ours yet, and the libraries already.
RUNNER = """
import json, os, sys
import manim, matplotlib.pyplot, numba, onnx, scipy.stats, torch
files = json.load(sys.stdin)
assert not any(name.startswith("deconviz") for name in sys.modules)
for file, imports in files.items():
    if os.fork() == 0:
        exec(imports)
        ours = [m.__file__ for name, m in sys.modules.items() if name.split(".")[0] == "deconviz"]
        print(json.dumps([file, ours]), flush=True)
        os._exit(0)
    assert os.wait()[1] == 0, file
"""


def really_imported(files: Iterable[Path]) -> Mapping[Path, set[Path]]:
    """Run the imports of each file alone; return the other modules of ours that there are then."""
    imports = {str(file): _imports(file) for file in files}
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(imports),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found = map(json.loads, done.stdout.splitlines())
    return {Path(file): set(map(Path, modules)) - {Path(file)} for file, modules in found}


def _imports(file: Path) -> str:
    """Return statements that import what a file does; a module of ours is imported itself."""
    if file.is_relative_to(ROOT / "src"):
        return f"import {'.'.join(file.relative_to(ROOT / 'src').with_suffix('').parts)}"
    return import_statements(file) + LATE.get(file.name, "")
