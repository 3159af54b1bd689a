"""Colours and fonts of a presentation for PowerPoint: what its own menus offer."""

from __future__ import annotations

from deconviz.look.language import on
from deconviz.look.theme import FONT, Theme

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
# A machine without Inter takes what is like the font of this PANOSE number: Arial.
LATIN = f'<a:latin typeface="{FONT}" panose="020B0604020202020204" pitchFamily="34" charset="0"/>'
OTHER_SCRIPTS = '<a:ea typeface=""/><a:cs typeface=""/>'

PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
LINE = f'<a:ln w="{{width}}" cap="rnd">{PLAIN}<a:prstDash val="solid"/><a:round/></a:ln>'

FORMATS = (
    '<a:fmtScheme name="deconviz">'
    f"<a:fillStyleLst>{3 * PLAIN}</a:fillStyleLst>"
    f"<a:lnStyleLst>{''.join(LINE.format(width=w) for w in (12700, 25400, 38100))}</a:lnStyleLst>"
    "<a:effectStyleLst>"
    f"{3 * '<a:effectStyle><a:effectLst/></a:effectStyle>'}"
    "</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{3 * PLAIN}</a:bgFillStyleLst>"
    "</a:fmtScheme>"
)


def is_dark(theme: Theme) -> bool:
    """Return whether a theme is light text on a dark background."""
    return on("#ffffff", theme) == theme.background


def colour_map(theme: Theme) -> str:
    """Return the element that says which colour is the background and which the text."""
    dark, light = ("bg", "tx") if is_dark(theme) else ("tx", "bg")
    pairs = [(f"{dark}{n}", f"dk{n}") for n in (1, 2)] + [(f"{light}{n}", f"lt{n}") for n in (1, 2)]
    pairs += [(f"accent{n}", f"accent{n}") for n in range(1, 7)]
    pairs += [("hlink", "hlink"), ("folHlink", "folHlink")]
    words = " ".join(f'{name}="{value}"' for name, value in pairs)
    return f"<p:clrMap {words}/>"


def theme_part(theme: Theme) -> str:
    """Return the theme of a presentation in the colours of a theme of ours."""
    fonts = "".join(
        f"<a:{kind}Font>{LATIN}{OTHER_SCRIPTS}</a:{kind}Font>" for kind in ("major", "minor")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<a:theme xmlns:a="{NAMESPACE}" name="deconviz"><a:themeElements>'
        f'<a:clrScheme name="deconviz">{_colours(theme)}</a:clrScheme>'
        f'<a:fontScheme name="{FONT}">{fonts}</a:fontScheme>'
        f"{FORMATS}</a:themeElements></a:theme>"
    )


def _colours(theme: Theme) -> str:
    background, text = [theme.background, theme.grid], [theme.foreground, theme.muted]
    dark, light = (background, text) if is_dark(theme) else (text, background)
    marks = [*theme.components[:4], *theme.variants[1::-1]]
    colours = {"dk1": dark[0], "lt1": light[0], "dk2": dark[1], "lt2": light[1]}
    colours |= {f"accent{n}": mark.colour for n, mark in enumerate(marks, start=1)}
    colours |= {"hlink": theme.components[1].colour, "folHlink": theme.muted}
    return "".join(
        f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>'
        for name, colour in colours.items()
    )
