"""What a reader sets on a page: by mouse and keyboard, undone, sent as a link, saved as a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from support.browser import Visitor

NOW = "() => deconviz.explorer.now().codes[deconviz.explorer.now().place]"
LAYER_OUTPUT = (
    "() => [...document.querySelectorAll('#scatter [data-output]')].map(one => one.__data__.value)"
)
CODES, OUTPUTS = ("explorer", NOW), ("layer", LAYER_OUTPUT)
both_pages = pytest.mark.parametrize(
    ("name", "numbers"), [CODES, OUTPUTS], ids=["codes", "outputs"]
)


def change(page: Page, name: str) -> None:
    """Change something with the keyboard."""
    if name == "explorer":
        page.locator("#component-1").press("ArrowRight")
    else:
        page.locator("#stride-0-up").press("Enter")


def changed(page: Page, numbers: str, before: Any) -> Any:
    """Wait for other numbers than there were."""
    page.wait_for_function(
        f"before => JSON.stringify(({numbers})()) !== before", arg=json.dumps(before)
    )
    return page.evaluate(numbers)


# --- Undo, links and files ---


@both_pages
def test_a_change_is_undone_and_done_again(visitor: Visitor, name: str, numbers: str) -> None:
    page = visitor.open(name)
    first = page.evaluate(numbers)
    change(page, name)
    second = changed(page, numbers, first)
    page.locator("#undo").press("Enter")
    assert changed(page, numbers, second) == first
    page.keyboard.press("Control+y")
    assert changed(page, numbers, first) == second
    page.keyboard.press("Control+z")
    assert changed(page, numbers, second) == first


@both_pages
def test_the_address_restores_what_was_set(visitor: Visitor, name: str, numbers: str) -> None:
    page = visitor.open(name)
    first = page.evaluate(numbers)
    change(page, name)
    second = changed(page, numbers, first)
    page.wait_for_function("() => location.hash.length > 1")
    other = visitor.open(f"{name}{page.evaluate('location.hash')}")
    assert other.evaluate(numbers) == second


@both_pages
def test_a_broken_link_gives_the_page_as_it_is_without_one(
    visitor: Visitor, name: str, numbers: str
) -> None:
    page = visitor.open(name)
    plain = page.evaluate(numbers)
    change(page, name)
    page.wait_for_function("() => location.hash.length > 1")
    page = visitor.open(f"{name}{page.evaluate('location.hash')[:-3]}")
    assert page.get_by_text("The link cannot be shown").is_visible()
    assert page.evaluate(numbers) == plain
    change(page, name)
    changed(page, numbers, plain)
    assert not page.get_by_text("The link cannot be shown").is_visible()


@both_pages
def test_a_broken_link_in_an_open_page_loses_nothing(
    visitor: Visitor, name: str, numbers: str
) -> None:
    page = visitor.open(name)
    first = page.evaluate(numbers)
    change(page, name)
    second = changed(page, numbers, first)
    page.evaluate("location.hash = 'broken'")
    page.get_by_text("The link cannot be shown").wait_for()
    assert page.evaluate(numbers) == second


@both_pages
def test_pictures_are_saved_as_files(
    visitor: Visitor, name: str, numbers: str, tmp_path: Path
) -> None:
    del numbers
    page = visitor.open(name)
    for kind in ("svg", "png"):
        with page.expect_download() as saved:
            page.locator(f"#save-{kind}").press("Enter")
        saved.value.save_as(tmp_path / saved.value.suggested_filename)
    (svg,), (png,) = tmp_path.glob("*.svg"), tmp_path.glob("*.png")
    root = ElementTree.parse(svg).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root.iter())) > 20
    with Image.open(png) as picture:
        assert len(picture.convert("RGB").getcolors(picture.width * picture.height) or []) > 4


@pytest.mark.parametrize(
    ("name", "button", "start"),
    [
        ("explorer", "#copy-link", "file:"),
        ("layer", "#copy-link", "file:"),
        ("explorer", "#copy-snippet", "import torch"),
        ("layer", "#copy-code", "import torch"),
    ],
)
def test_what_is_copied_is_said_on_the_button(
    visitor: Visitor, name: str, button: str, start: str
) -> None:
    page = visitor.open(name)
    page.evaluate(
        """() => {
            const writeText = async (text) => void (window.copied = text);
            Object.defineProperty(navigator, "clipboard", {value: {writeText}});
        }"""
    )
    page.locator(button).press("Enter")
    page.locator(button).get_by_text("Copied").wait_for()
    assert page.evaluate("copied").startswith(start)


def test_a_browser_that_does_not_copy_says_what_to_do(visitor: Visitor) -> None:
    page = visitor.open("layer")
    page.evaluate(
        """() => {
            Object.defineProperty(navigator, "clipboard", {value: undefined});
            document.execCommand = () => false;
        }"""
    )
    for button, words in (("#copy-link", "Copy the address"), ("#copy-code", "Select and copy")):
        page.locator(button).press("Enter")
        page.locator(button).get_by_text(words).wait_for()


# --- With the keyboard and the mouse ---


def test_arrow_keys_move_the_dot_of_the_code(visitor: Visitor) -> None:
    page = visitor.open("explorer")
    first = page.evaluate(NOW)
    page.locator("#pad").press("ArrowRight")
    second = changed(page, NOW, first)
    page.keyboard.press("ArrowUp")
    third = changed(page, NOW, second)
    moved = [
        np.flatnonzero(np.array(one) - other) for one, other in ((second, first), (third, second))
    ]
    assert [len(which) for which in moved] == [1, 1]
    assert moved[0] != moved[1]


def test_a_drag_is_undone_in_one_step(visitor: Visitor) -> None:
    page = visitor.open("explorer")
    first = page.evaluate(NOW)
    box = page.locator("#component-1").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for share in (0.6, 0.7, 0.8):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
    page.mouse.up()
    second = changed(page, NOW, first)
    page.locator("#undo").click()
    assert changed(page, NOW, second) == first


def test_a_component_is_switched_off_and_its_number_stays(visitor: Visitor) -> None:
    page = visitor.open("explorer")
    used = "deconviz.explorer.now().used.map(code => code[0])"
    codes = page.evaluate(NOW)
    page.locator("#component-1-on").press("Space")
    page.wait_for_function(f"() => {used}.every(number => number === 0)")
    assert page.evaluate(NOW) == codes


def test_a_refused_setting_says_why_and_the_picture_stays(visitor: Visitor) -> None:
    page = visitor.open("layer")
    before = page.evaluate(LAYER_OUTPUT)
    for _ in range(2):
        page.locator("#outputPadding-0-up").press("Enter")
    reason = page.locator("#refusal-outputPadding")
    assert "output_padding is 2, but must be below the stride (2)" in reason.inner_text()
    assert page.evaluate(LAYER_OUTPUT)[: len(before)] == before


def test_arrow_keys_choose_the_number_that_all_views_light_up(visitor: Visitor) -> None:
    page = visitor.open("layer")
    page.locator("#scatter [data-output][tabindex='0']").press("ArrowRight")
    place = page.evaluate("document.activeElement.dataset.output")
    assert page.locator("#sum").inner_text().startswith(f"output[{place}]")
    for view in ("scatter", "matrix", "gather"):
        assert page.locator(f"#{view} .lit").count() > 0


# --- Damaged data ---


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "site"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"decoder":[[', '"decoder":[[null,'),
    ],
)
def test_a_damaged_variant_is_named_and_all_others_work(
    chromium: Browser, copy: Path, damage: Any
) -> None:
    file = copy / "variants/code-noise.js"
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    visitor = Visitor(chromium, copy)
    page = visitor.open("explorer")
    message = page.locator("#messages").inner_text()
    assert "variants/code-noise.js" in message
    assert "./run -f results/site/variants/code-noise.js" in message
    first = page.evaluate(NOW)
    change(page, "explorer")
    changed(page, NOW, first)
    visitor.leave()


def test_a_damaged_layer_cannot_be_chosen_and_all_else_works(chromium: Browser, copy: Path) -> None:
    [file] = (copy / "layers").glob("*.js")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"axes":', '"gone":'), encoding="utf-8")
    visitor = Visitor(chromium, copy)
    page = visitor.open("layer")
    option = page.locator(f"#preset option[value='layer:{file.stem}']")
    assert option.is_disabled()
    assert option.inner_text() == f"{file.stem}: its file is damaged"
    first = page.evaluate(LAYER_OUTPUT)
    change(page, "layer")
    changed(page, LAYER_OUTPUT, first)
    visitor.leave()
    assert visitor.heard() == []


def test_without_any_data_the_explorer_says_that_there_is_nothing(
    chromium: Browser, copy: Path
) -> None:
    shutil.rmtree(copy / "variants")
    shutil.rmtree(copy / "layers")
    visitor = Visitor(chromium, copy)
    page = visitor.open("explorer")
    assert "There is nothing to explore" in page.locator("#messages").inner_text()
    visitor.leave()
