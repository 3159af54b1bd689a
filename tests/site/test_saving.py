"""Pictures that are saved look as the page does, and stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from deconviz.arrays import Floats
from deconviz.look import fonts
from deconviz.look.theme import DARK
from deconviz.site import look, pages
from support import bare_page

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, HEIGHT, SHARP = 480, 270, 2
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
TEMPLATES = Path(pages.__file__).with_name("pages")
STYLE = """
@font-face { font-family: Inter; src: url(Inter.ttf); font-weight: 100 900; }
body { margin: 0; background: var(--page); }
.card { background: var(--card); width: 480px; }
svg { display: block; font: 400 15px/1.5 Inter, sans-serif; }
.curve { fill: none; stroke: var(--component-1); stroke-width: 3px; stroke-dasharray: 9 5; }
.dot { fill: var(--component-2); r: 9px; }
.mixed { fill: color-mix(in srgb, var(--component-3) 40%, transparent); stroke: none; }
.turned { transform: translate(400px, 60px) rotate(30deg); }
.faint { opacity: 0.5; }
.hidden { display: none; }
text { fill: var(--foreground); font-variant-numeric: tabular-nums; }
.halo { paint-order: stroke; stroke: var(--card); stroke-width: 5px; stroke-linejoin: round; }
.bold { font-weight: 700; fill: var(--component-4); }
"""
DRAWING = """
<div class=card><svg id=picture viewBox="0 0 960 540" width=480 height=270 role=img tabindex=0
    aria-label="A picture" data-own="1">
  <title>A title</title>
  <defs><linearGradient id=fade><stop class=stop offset=0 stop-color=white />
    <stop offset=1 stop-color=white stop-opacity=0 /></linearGradient></defs>
  <rect x=40 y=30 width=200 height=150 fill="url(#fade)" />
  <path class=curve d="M 40 500 C 200 200, 400 600, 600 260" />
  <g class=faint><circle class=dot cx=300 cy=300 /><text x=330 y=310 font-size=40>half</text></g>
  <rect class=mixed x=500 y=300 width=300 height=180 rx=20 />
  <g class=turned><rect width=80 height=60 fill=red /></g>
  <rect class=hidden width=960 height=540 fill=red /><text class=hidden x=100 y=100>no</text>
  <text class=halo x=610 y=400 font-size=44>−0.81 of <tspan class=bold dx=6>11.1</tspan> AV</text>
  <text transform="translate(60 300) rotate(-90)" text-anchor=middle font-size=36>point</text>
  <text x=700 y=100 font-size=36 text-anchor=end dominant-baseline=middle> a &lt;  b &amp; c </text>
  <a href="https://example.org/"><circle cx=80 cy=60 r=12 /></a>
</svg></div>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the rules of all our pages: what is saved must not break them."""
    folder = tmp_path_factory.mktemp("saving")
    fonts.write_variable(folder / "Inter.ttf")
    (folder / "look.css").write_text(look.css() + STYLE, encoding="utf-8")
    [policy] = POLICY.findall((TEMPLATES / "base.html").read_text(encoding="utf-8"))
    head = f'{policy}<link rel=stylesheet href="look.css">'
    bare_page.write(folder / "index.html", DRAWING, head)
    return folder


@pytest.fixture(scope="module")
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    with bare_page.opened(chromium, folder / "index.html", device_scale_factor=SHARP) as page:
        page.evaluate("document.fonts.load('15px Inter')")
        yield page


def saved(page: Page, call: str, target: Path) -> Path:
    """Let the page save its picture, and return the file."""
    with page.expect_download() as download:
        page.evaluate(f"deconviz.saving.{call}")
    path = target / download.value.suggested_filename
    download.value.save_as(path)
    return path


def pixels(path: Path) -> Floats:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), float)


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


@pytest.fixture(scope="module")
def shown(page: Page, tmp_path_factory: pytest.TempPathFactory) -> Floats:
    path = tmp_path_factory.mktemp("shown") / "shown.png"
    page.locator("svg").screenshot(path=path)
    return pixels(path)


@pytest.fixture(scope="module")
def svg(page: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(page, "svg(picture, 'code noise: 11')", tmp_path_factory.mktemp("svg"))


def test_a_file_has_a_name_that_all_systems_take(svg: Path) -> None:
    assert svg.name == "code-noise-11.svg"


def test_an_svg_stands_alone(svg: Path) -> None:
    root = ElementTree.parse(svg).getroot()
    assert root.tag == f"{SVG}svg"
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    text = svg.read_text(encoding="utf-8")
    assert re.findall(r"var\(|class=| style=|<style|<script|https?://(?!www\.w3\.org/)", text) == []
    assert re.findall(r'(?:href|src)="(?!#)', text) == []
    assert {name for part in root.iter() for name in part.attrib}.isdisjoint(
        {"tabindex", "role", "aria-label", "data-own"}
    )


def test_an_svg_carries_its_colours_and_the_name_of_its_font(svg: Path) -> None:
    root = ElementTree.parse(svg).getroot()
    curve, ground = root.find(f"{SVG}path"), root.find(f"{SVG}rect")
    assert curve is not None and ground is not None
    assert curve.get("stroke") == DARK.components[0].colour.lower()
    assert curve.get("stroke-width") == "3px"
    assert root.get("font-family", "").startswith("Inter")
    assert re.fullmatch("#[0-9a-f]{6}", ground.get("fill", ""))
    colours = {part.get(name) for part in root.iter() for name in ("fill", "stroke")} - {None}
    wanted = re.compile(r"none|#[0-9a-f]{6}|url\(.#fade.\)")
    assert [colour for colour in colours if not wanted.fullmatch(str(colour))] == []


def test_what_the_page_hides_is_left_out(svg: Path) -> None:
    texts = [text.strip() for text in ElementTree.parse(svg).getroot().itertext() if text.strip()]
    assert texts == ["half", "−0.81 of", "11.1", "AV", "point", "a <  b & c"]


def test_an_svg_looks_as_the_page_does(
    chromium: Browser, folder: Path, svg: Path, shown: Floats, tmp_path: Path
) -> None:
    """On a page that has the font and no other style."""
    font = "@font-face { font-family: Inter; src: url(Inter.ttf); font-weight: 100 900; }"
    bare_page.write(
        folder / "alone.html",
        svg.read_text(encoding="utf-8").partition("?>")[2],
        f"<style>{font} body {{ margin: 0 }} svg {{ display: block }}</style>",
    )
    with bare_page.opened(chromium, folder / "alone.html", device_scale_factor=SHARP) as page:
        page.evaluate("document.fonts.ready")
        page.locator("svg").screenshot(path=tmp_path / "alone.png")
    assert np.abs(pixels(tmp_path / "alone.png") - shown).max() <= 2


def test_a_png_looks_as_the_page_does(page: Page, shown: Floats, tmp_path: Path) -> None:
    drawn = pixels(saved(page, f"png(picture, 'a', {SHARP * WIDTH})", tmp_path))
    assert drawn.shape == shown.shape
    differs = np.abs(drawn - shown).max(-1)
    assert differs.mean() < 0.1
    assert (differs > 48).mean() < 0.001  # edges of letters


@pytest.mark.parametrize("width", [100, 1920, 1921.4])
def test_a_png_has_the_size_that_is_asked_for(page: Page, tmp_path: Path, width: float) -> None:
    path = saved(page, f"png(picture, 'a', {width})", tmp_path)
    assert size(path) == (round(width), round(width * HEIGHT / WIDTH))


def test_a_png_has_1920_pixels_if_nothing_is_asked_for(page: Page, tmp_path: Path) -> None:
    assert size(saved(page, "png(picture, 'a')", tmp_path)) == (1920, 1080)


def test_a_png_that_no_browser_can_draw_is_refused_in_plain_words(page: Page) -> None:
    words = page.evaluate("deconviz.saving.png(picture, 'a', 9e5).catch((error) => error.message)")
    assert words == (
        "The browser cannot make this picture: ask for a smaller one, or save the SVG."
    )


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a & b ]]>", "\x00\x0b\uffff bell", "\"'"]
)
def test_texts_stay_texts(page: Page, tmp_path: Path, text: str) -> None:
    page.evaluate(
        """(text) => {
            const label = document.createElementNS("http://www.w3.org/2000/svg", "text");
            label.id = "own";
            label.textContent = text;
            picture.append(label);
        }""",
        text,
    )
    root = ElementTree.parse(saved(page, "svg(picture, 'a')", tmp_path)).getroot()
    page.evaluate("own.remove()")
    last = list(root)[-1]
    assert last.text == re.sub("[\x00\x0b\uffff]", "", text.replace("\x00", ""))
    assert root.findall(f".//{SVG}script") == []
