"""List the transposed convolutions in a file: ``./run layer FILE``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from deconviz.errors import UserError, nearest
from deconviz.interrupts import answer_plainly
from deconviz.layers.importing import paste
from deconviz.layers.importing.found import Evidence, Found, by
from deconviz.layers.importing.listing import list_layers
from deconviz.look.wording import quantity

MOST_SHOWN = 40
EVIDENCE: dict[Evidence, str] = {
    "graph": "",
    "bias": "its bias rules out an ordinary convolution",
    "name": "its name says so",
    "none": "may be an ordinary convolution",
}


def main() -> int:
    """Print what the command line asks for; 1 if the file cannot be read."""
    answer_plainly("Interrupted.")
    asked = _parse()
    try:
        found = list_layers(asked.file)
        chosen = _chosen(found, asked.name)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    name = paste.relative(asked.file, Path.cwd())
    if asked.json:
        print(json.dumps({"file": name, "layers": [_record(one, name) for one in found]}, indent=2))
    else:
        print("\n".join(_lines(found, chosen, name)))
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run layer",
        description="List the transposed convolutions in a file, and print the entry for "
        "workflow/config.yaml. Nothing in the file is executed.",
    )
    parser.add_argument("file", type=Path, help=".onnx, .safetensors, .pt, .pth or .npz")
    parser.add_argument("name", nargs="?", help="print the entry of this one (default: the first)")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser.parse_args()


def _chosen(found: Sequence[Found], name: str | None) -> Found | None:
    """Return the layer whose entry is printed.

    Raises
    ------
    UserError
        If there is none of this name, or it cannot be shown, with the reason.
    """
    if name is None:
        return next((one for one in found if not one.trouble), None)
    for one in found:
        if one.name == name:
            if one.trouble:
                raise UserError(f"{_printable(name)}: {one.trouble}")
            return one
    names = [one.name for one in found]
    raise UserError(f"no layer is called {name}{nearest(name, names[:MOST_SHOWN])}")


def _lines(found: Sequence[Found], chosen: Found | None, file: str) -> Iterator[str]:
    yield f"{file}: {_heading(found)}"
    if found:
        yield from _table(found[:MOST_SHOWN])
    if len(found) > MOST_SHOWN:
        yield f"  and {len(found) - MOST_SHOWN} more: --json has all"
    if chosen is not None:
        name = _printable(chosen.name)
        yield f"\nTo show {name}, paste this into workflow/config.yaml:\n"
        yield paste.text(chosen, file)
        if len(found) > 1:
            yield "\nThe entry of another: ./run layer FILE NAME"
    elif found:
        yield "none can be shown; why: ./run layer FILE NAME"


def _heading(found: Sequence[Found]) -> str:
    if not found:
        return "has no transposed convolution in one or two dimensions"
    if found[0].kind == "node":
        return quantity(len(found), "transposed convolution")
    one = "kernel that may be that of a transposed convolution"
    several = "kernels that may be those of transposed convolutions"
    return f"{quantity(len(found), one, several)}; tensors do not say more"


def _table(found: Sequence[Found]) -> Iterator[str]:
    last = "settings" if found[0].kind == "node" else "why"
    rows = [(found[0].kind, "in x out / groups x taps", "bias", last), *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  " + "  ".join(cells).rstrip()


def _row(one: Found) -> tuple[str, str, str, str]:
    notes = one.trouble.partition("\n")[0] or EVIDENCE[one.evidence] or paste.said(one.said)
    if one.weight_norm:
        notes += "; weight norm"
    shape = by(one.shape) if one.shape else "unknown"
    return _printable(one.name), shape, _printable(one.bias or "none"), notes


def _printable(name: str) -> str:
    """Return a name without what would steer a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _record(one: Found, file: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "kernel": list(one.shape),
        "dimensions": one.dimensions,
        "bias": one.bias,
        "groups": one.groups,
        "weight_norm": one.weight_norm,
        "evidence": one.evidence,
        "trouble": one.trouble,
        "said": vars(one.said),
        "key": paste.key(one),
        "entry": paste.entry(one, file),
    }


if __name__ == "__main__":
    sys.exit(main())
