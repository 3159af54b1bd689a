"""Command lines in Snakemake's hands, each in a process of its own; start-up is paid once.

Reads a command line a line, as JSON, and writes how each ended: its exit status, what it said, and
the seconds of one processor that it took.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import traceback

import snakemake.cli  # type: ignore[import-untyped]  # noqa: F401 (takes seconds to load)


def attempt(words: list[str]) -> tuple[int, str, float]:
    """Do what `./run` does with these words."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        os.dup2(write, 1)
        os.dup2(write, 2)
        os.close(read)
        os._exit(_run(words))
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        said = stream.read().decode(errors="replace")
    _, status, used = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), said, used.ru_utime + used.ru_stime


def _run(words: list[str]) -> int:
    sys.argv[1:] = ["--cores", "1", *words]
    try:
        runpy.run_module("deconviz.pipeline.start", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(attempt(json.loads(line))), flush=True)
