"""What readers type into fields for numbers, as people write them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support import bare_page

NUMBERS = {"1": 1, " 2.5 ": 2.5, "-0,35": -0.35, "\u22120.35": -0.35, ".5": 0.5, "1e3": 1000}
NO_NUMBERS = ["", "-", ".", "1.2.3", "0x10", "one", "1 2", "Infinity", "NaN"]
WHOLE = {"7": 7, " -3": -3, "\u22124": -4}
SETTINGS = {
    "inputs": 3,
    "kernel": 4,
    "stride": 2,
    "padding": 0,
    "outputPadding": 0,
    "dilation": 1,
}
NOT_WHOLE = ["", "-", "1.5", "1e3", "9" * 400]


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("typing") / "index.html"
    bare_page.write(file)
    with bare_page.opened(chromium, file) as page:
        yield page


def read(page: Page, name: str, texts: list[str]) -> list[float | None]:
    """What a reader makes of each text; None stands for what it takes for no number."""
    found: list[float | None] = page.evaluate(
        """([name, texts]) => texts.map((text) => {
            const value = deconviz.typing[name](text);
            return Number.isNaN(value) ? null : value;
        })""",
        [name, texts],
    )
    return found


def test_numbers_are_read_with_any_minus_sign_and_decimal_comma(page: Page) -> None:
    assert read(page, "number", list(NUMBERS)) == list(NUMBERS.values())
    assert read(page, "number", NO_NUMBERS) == [None] * len(NO_NUMBERS)


def test_whole_numbers_are_read_if_they_can_be_held(page: Page) -> None:
    assert read(page, "whole", list(WHOLE)) == list(WHOLE.values())
    assert read(page, "whole", NOT_WHOLE) == [None] * len(NOT_WHOLE)


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"kernel": 0}, "kernel"),
        ({"stride": 0}, "stride"),
        ({"dilation": 0}, "dilation"),
        ({"padding": -1}, "padding"),
        ({"padding": 9}, "padding"),
        ({"outputPadding": 2}, "outputPadding"),
        ({"outputPadding": -1}, "outputPadding"),
        ({"inputs": 0}, "inputs"),
    ],
)
def test_the_setting_that_makes_a_problem_is_blamed(
    page: Page, change: dict[str, int], setting: str
) -> None:
    blamed = page.evaluate(
        """({inputs, ...given}) => {
            const {settings, arithmetic} = deconviz;
            return settings.blamed(arithmetic.problems(settings.axisOf(given), inputs)[0]);
        }""",
        SETTINGS | change,
    )
    assert blamed == setting


def test_colours_of_code_change_no_letter_of_it(page: Page) -> None:
    code = "import torch\nfrom torch import nn\nlayer(2, 3, bias=False)\n# torch.Size([1, 2])"
    assert page.evaluate(
        """(code) => {
            const place = document.createElement("pre");
            place.append(...deconviz.torchCode.coloured(code));
            return [place.textContent, [...place.children].map(one => one.className)];
        }""",
        code,
    ) == [code, ["word", "word", "word", "digit", "quiet"]]
