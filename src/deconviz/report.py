"""Text for Snakemake's report, which reads reStructuredText."""

from __future__ import annotations

import re

MARKUP = re.compile(r"([\\*`|_])")


def restructured(text: str) -> str:
    r"""Write text so that reStructuredText shows it as it is.

    Examples
    --------
    >>> print(restructured("|cos| of filter_1 * 2"))
    \|cos\| of filter\_1 \* 2
    """
    return MARKUP.sub(r"\\\1", text)
