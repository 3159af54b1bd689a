"""Text as TeX reads it: each character is set as it is, whatever it means to TeX."""

from __future__ import annotations

import re

from deconviz.look.tex import SPECIAL
from deconviz.talk.decks.inter import composed, has

OTHER = r"\other"
APART = re.compile("(?<=[-'`,<>])(?=[-'`,<>])|(?<=[?!])(?=`)")
"""Between what TeX might take for one sign, such as two hyphens for a dash."""


def tex(text: str) -> str:
    r"""Return the TeX of one line of text; what Inter lacks is given to ``\other``.

    Examples
    --------
    >>> print(tex("100 % of $5"))
    100 \% of \$5
    """
    return "{}".join("".join(map(_letter, part)) for part in APART.split(composed(text)))


def _letter(character: str) -> str:
    if character in SPECIAL:
        return SPECIAL[character]
    return character if has(character) else f"{OTHER}{{{character}}}"
