"""What every job of the pipeline shares: its log, and errors told without a traceback."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deconviz.messages import UserError


@contextmanager
def job(snakemake: Any) -> Iterator[None]:
    """Run a script's body; write what goes wrong to its log file.

    An error that the user can put right is told in its own words; anything else is a bug of
    ours and keeps its traceback, in the log.
    """
    log = Path(snakemake.log[0])
    try:
        yield
    except UserError as error:
        log.write_text(f"{error}\n", encoding="utf-8")
        sys.exit(1)
    except Exception:
        log.write_text(traceback.format_exc(), encoding="utf-8")
        sys.exit(1)
