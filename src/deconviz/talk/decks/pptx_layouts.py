"""The master of a presentation for PowerPoint, and a layout for each kind of slide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from deconviz.films.mobjects.stage import HEIGHT, WIDTH, Box
from deconviz.look.language import BOTTOM, LEFT, RIGHT
from deconviz.look.theme import Theme
from deconviz.talk.decks.pptx_theme import colour_map

EMU = 6350
"""A pixel of a page of 1920 x 1080, on a slide of 13.333 x 7.5 inches."""

TITLE_SIZE, BIG_TITLE_SIZE, AUTHOR_SIZE, TEXT_SIZE = 34, 44, 24, 32  # points
LANGUAGE = "en-GB"
FIRST_ID = 2147483648  # the least that is allowed, of the master; those of layouts come after it
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{name}"'
    for prefix, name in {
        "a": "drawingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "p": "presentationml/2006/main",
    }.items()
)


class Layout(IntEnum):
    """The layouts, in their order in the master."""

    TITLE = 0
    FILM = 1
    FIGURE = 2
    TEXT = 3


ALL = Box(0, 0, WIDTH, HEIGHT)
HEADING = Box(LEFT, 58, RIGHT, 208)  # the base of its first line is that of titles of films
ABOVE_THE_SLIDE = Box(LEFT, -170, RIGHT, -20)
CONTENT = Box(LEFT, 216, RIGHT, BOTTOM)
BIG_TITLE = Box(LEFT, 240, RIGHT, 600)
BELOW_BIG_TITLE = Box(LEFT, 640, RIGHT, 840)


@dataclass(frozen=True)
class Placeholder:
    """A place for text.

    Attributes
    ----------
    kind
        As PowerPoint calls it.
    index
        Its number on the slide, from 0.
    place
        Where it is.
    prompt
        What it says when it is empty.
    anchor
        Where in its place the text is: t, ctr or b.
    style
        How its text differs from that of the master.
    """

    kind: str
    index: int
    place: Box
    prompt: str
    anchor: str = "t"
    style: str = ""


HEADINGS = Placeholder("title", 0, HEADING, "Heading")
TEXTS = Placeholder("body", 1, CONTENT, "Text", anchor="ctr")
MUTED = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
BIG = f'<a:lvl1pPr><a:defRPr sz="{BIG_TITLE_SIZE}00"/></a:lvl1pPr>'
SECOND = f'<a:lvl1pPr><a:defRPr sz="{AUTHOR_SIZE}00">{MUTED}</a:defRPr></a:lvl1pPr>'


@dataclass(frozen=True)
class Kind:
    """A kind of slide.

    Attributes
    ----------
    name
        What the menu of layouts calls it.
    code
        What PowerPoint calls the layout.
    placeholders
        In the order of reading.
    """

    name: str
    code: str
    placeholders: tuple[Placeholder, ...]


KINDS = {
    Layout.TITLE: Kind(
        "Title",
        "title",
        (
            Placeholder("ctrTitle", 0, BIG_TITLE, "Title", anchor="b", style=BIG),
            Placeholder("subTitle", 1, BELOW_BIG_TITLE, "Author", style=SECOND),
        ),
    ),
    Layout.FILM: Kind(
        "Film, its heading above the slide",
        "titleOnly",
        (Placeholder("title", 0, ABOVE_THE_SLIDE, "Heading"),),
    ),
    Layout.FIGURE: Kind("Figure", "titleOnly", (HEADINGS,)),
    Layout.TEXT: Kind("Text", "tx", (HEADINGS, TEXTS)),
}


def emu(pixels: float) -> int:
    """Return a length as Office files have it."""
    return round(pixels * EMU)


def master_part(theme: Theme) -> str:
    """Return the master: what all slides have in common."""
    numbers = range(1, len(Layout) + 1)
    ids = "".join(f'<p:sldLayoutId id="{FIRST_ID + n}" r:id="rId{n}"/>' for n in numbers)
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>"
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr>'
        f"</p:bg>{_shapes((HEADINGS, TEXTS))}</p:cSld>{colour_map(theme)}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>{TEXT_STYLES}</p:sldMaster>"
    )


def layout_part(layout: Layout) -> str:
    """Return a layout."""
    kind = KINDS[layout]
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES} type="{kind.code}" preserve="1">'
        f'<p:cSld name="{kind.name}">{_shapes(kind.placeholders)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _style(level: int, size: int, colour: str, before: int, *, bold: bool = False) -> str:
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l" rtl="0">'
        '<a:lnSpc><a:spcPct val="90000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{before}00"/></a:spcBef>'
        f'<a:buNone/><a:defRPr lang="{LANGUAGE}" sz="{size}00" b="{int(bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="+m{"j" if bold else "n"}-lt"/></a:defRPr></a:lvl{level}pPr>'
    )


TEXT_STYLES = (
    "<p:txStyles>"
    f"<p:titleStyle>{_style(1, TITLE_SIZE, 'tx1', 0, bold=True)}</p:titleStyle>"
    f"<p:bodyStyle>{_style(1, TEXT_SIZE, 'tx1', 20)}{_style(2, TEXT_SIZE - 6, 'tx2', 6)}"
    f"</p:bodyStyle><p:otherStyle>{_style(1, 18, 'tx1', 0)}</p:otherStyle></p:txStyles>"
)


def _shapes(placeholders: tuple[Placeholder, ...]) -> str:
    shapes = "".join(_shape(n, placeholder) for n, placeholder in enumerate(placeholders, start=2))
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree>"
    )


def _shape(number: int, placeholder: Placeholder) -> str:
    place = placeholder.place
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{placeholder.prompt}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{placeholder.kind}" idx="{placeholder.index}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{emu(place.left)}" y="{emu(place.top)}"/>'
        f'<a:ext cx="{emu(place.width)}" cy="{emu(place.height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{placeholder.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{placeholder.style}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{placeholder.prompt}</a:t></a:r></a:p>'
        "</p:txBody></p:sp>"
    )
