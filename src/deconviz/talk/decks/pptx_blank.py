"""A presentation for PowerPoint without slides, in the look of films."""

from __future__ import annotations

from typing import IO

from deconviz.look.theme import Theme
from deconviz.talk.decks.pptx_layouts import (
    ALL,
    FIRST_ID,
    HEAD,
    NAMESPACES,
    Layout,
    emu,
    layout_part,
    master_part,
)
from deconviz.talk.decks.pptx_package import package_of
from deconviz.talk.decks.pptx_theme import theme_part

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "application/vnd.openxmlformats-officedocument"
PRESENTATION = (
    f"{HEAD}<p:presentation {NAMESPACES}>"
    f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst>'
    f'<p:sldSz cx="{emu(ALL.width)}" cy="{emu(ALL.height)}"/>'
    '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
)
MASTER, THEME = "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"
MEDIUM_STYLE_2 = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"  # the table style that is in PowerPoint
SETTINGS = {  # without these parts, PowerPoint offers to repair the file
    "presProps": f"{HEAD}<p:presentationPr {NAMESPACES}/>",
    "viewProps": f"{HEAD}<p:viewPr {NAMESPACES}/>",
    "tableStyles": f'{HEAD}<a:tblStyleLst {NAMESPACES} def="{MEDIUM_STYLE_2}"/>',
}
LAYOUT_PARTS = {layout: f"ppt/slideLayouts/slideLayout{layout + 1}.xml" for layout in Layout}


def blank(theme: Theme) -> IO[bytes]:
    """Return a presentation without slides, as a file."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations("officeDocument", "/ppt/presentation.xml"),
        "ppt/presentation.xml": PRESENTATION,
        "ppt/_rels/presentation.xml.rels": _relations(
            *("slideMaster", f"/{MASTER}"),
            *(word for kind in SETTINGS for word in (kind, f"/ppt/{kind}.xml")),
            *("theme", f"/{THEME}"),
        ),
        MASTER: master_part(theme),
        _relations_of(MASTER): _relations(
            *(word for part in LAYOUT_PARTS.values() for word in ("slideLayout", f"/{part}")),
            *("theme", f"/{THEME}"),
        ),
        THEME: theme_part(theme),
    }
    texts |= {f"ppt/{kind}.xml": text for kind, text in SETTINGS.items()}
    for layout, part in LAYOUT_PARTS.items():
        texts[part] = layout_part(layout)
        texts[_relations_of(part)] = _relations("slideMaster", f"/{MASTER}")
    return package_of((name, text.encode()) for name, text in texts.items())


def _content_types() -> str:
    kinds = {
        "ppt/presentation.xml": "presentationml.presentation.main",
        MASTER: "presentationml.slideMaster",
        THEME: "theme",
    }
    kinds |= {f"ppt/{kind}.xml": f"presentationml.{kind}" for kind in SETTINGS}
    kinds |= dict.fromkeys(LAYOUT_PARTS.values(), "presentationml.slideLayout")
    parts = "".join(
        f'<Override PartName="/{part}" ContentType="{OFFICE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*kinds_and_parts: str) -> str:
    pairs = zip(kinds_and_parts[::2], kinds_and_parts[1::2], strict=True)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{part}"/>'
        for n, (kind, part) in enumerate(pairs, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
