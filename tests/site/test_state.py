"""What the reader has set: in the link with all digits, and with undo."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from support import bare_page

DEFAULTS = {
    "kernel": 7,
    "variant": "code-noise",
    "codes": [[0.5, -0.25]],
    "off": [],
    "target": None,
    "names": ["one"],
    "noise": {"on": False, "size": 0.1},
}
SCRIPT = f"""
const defaults = {json.dumps(DEFAULTS)};
const check = ({{kernel, variant}}) => {{
    if (kernel > 64) return "its kernel has more than 64 taps";
    return variant.startsWith("code-") ? null : "there is no variant of this name";
}};
let writings = 0;
history.replaceState = new Proxy(history.replaceState, {{
    apply: (...call) => {{ writings += 1; return Reflect.apply(...call); }},
}});
const state = deconviz.state(defaults, check);
const told = [];
state.onChange((value) => told.push(value));
const now = () => [state.value, state.problem];
"""
OWN_EXAMPLE = "So the page shows its own example."
CUT_SHORT = f"The link cannot be shown: it was cut short or changed on its way. {OWN_EXAMPLE}"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("state") / "a page.html"
    bare_page.write(path, f"<main id=main></main><script>{SCRIPT}</script>")
    return path


@pytest.fixture(scope="module")
def tab(chromium: Browser, file: Path) -> Iterator[Page]:
    with bare_page.opened(chromium, file) as page:
        yield page


@pytest.fixture
def page(tab: Page, file: Path) -> Page:
    """A new document; a tab of its own takes longer."""
    tab.goto("about:blank")
    tab.goto(file.as_uri())
    return tab


def after(page: Page, steps: str) -> Any:
    """Do something, and return what is set."""
    return page.evaluate(f"() => {{ {steps}; return state.value; }}")


def readings(page: Page, hashes: list[str]) -> list[tuple[dict[str, Any], str | None]]:
    """Return what the page makes of each hash when it is opened, and its problem with it."""
    answers = page.evaluate(
        """hashes => JSON.stringify(hashes.map((hash) => {
            history.replaceState(null, "", hash);
            const {value, problem} = deconviz.state(defaults, check);
            return [value, problem];
        }))""",
        hashes,
    )
    return [tuple(answer) for answer in json.loads(answers)]


def link_hash(page: Page) -> str:
    link: str = page.evaluate("state.link()")
    return "#" + link.partition("#")[2]


# --- Links ---


def test_without_a_link_there_are_the_defaults_and_a_clean_address(page: Page) -> None:
    assert page.evaluate("now()") == [DEFAULTS, None]
    assert "#" not in page.url


def test_a_link_keeps_all_digits(page: Page, chromium: Browser, file: Path) -> None:
    exponents = np.random.default_rng(0).uniform(-300, 300, 200)
    numbers = [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -1e21, *(10.0**exponents)]
    pairs = [[number, -number] for number in numbers]
    page.evaluate("codes => state.set({codes})", pairs)
    with bare_page.opened(chromium, file, link_hash(page)) as other:
        value, problem = json.loads(other.evaluate("JSON.stringify(now())"))
    assert problem is None
    assert value == DEFAULTS | {"codes": pairs}


@pytest.mark.parametrize(
    "text", ["a&b=c#d", "(1,[2)]", "100 % +1", '"quoted" \\ é ∑ 😀', "<b>", ""]
)
def test_a_link_keeps_texts_as_they_are(page: Page, text: str) -> None:
    part = {"variant": f"code-{text}", "names": [text, f"{text}{text}"]}
    page.evaluate("part => state.set(part)", part)
    assert readings(page, [link_hash(page)]) == [(DEFAULTS | part, None)]


def test_the_address_has_the_link_soon_after_a_change(page: Page) -> None:
    page.evaluate("state.set({kernel: 5})")
    page.wait_for_function("location.href === state.link() && location.hash !== ''")
    assert page.url == page.evaluate("state.link()")
    page.reload()
    assert page.evaluate("now()") == [DEFAULTS | {"kernel": 5}, None]


def test_a_link_consists_of_characters_that_links_may_have(page: Page) -> None:
    page.evaluate("state.set({names: ['[x] {y} | ^ ` < >']})")
    allowed = "-._~!$&'()*+,;=:@/?%"
    assert [
        c for c in link_hash(page)[1:] if not (c in allowed or (c.isascii() and c.isalnum()))
    ] == []


def test_a_link_by_hand_needs_no_more_than_what_differs(page: Page) -> None:
    [(value, problem)] = readings(page, ["#variant=code-x&kernel=5&utm_source=mail"])
    assert problem is None
    assert value == DEFAULTS | {"variant": "code-x", "kernel": 5}


def test_mail_programs_may_escape_more_than_needed(page: Page) -> None:
    page.evaluate("state.set({target: [1.5, 2, 3]})")
    escaped = link_hash(page).replace("(", "%28").replace(")", "%29").replace(",", "%2C")
    assert readings(page, [escaped]) == [(DEFAULTS | {"target": [1.5, 2, 3]}, None)]


def test_a_link_that_is_cut_short_anywhere_is_refused(page: Page) -> None:
    page.evaluate("state.set({target: [0.123456789, 0.5], kernel: 12})")
    whole = link_hash(page)
    for value, problem in readings(page, [whole[:at] for at in range(2, len(whole), 3)]):
        assert (value, problem) == (DEFAULTS, CUT_SHORT)


BROKEN = [
    "kernel",
    "kernel=",
    "kernel=7&",
    "kernel=7=8",
    "kernel=%",
    "kernel=%ff",
    "kernel=seven",
    "kernel=%227%22",
    "kernel=(7)",
    "kernel=null",
    "kernel=NaN",
    "kernel=1e999",
    "kernel=-1e999",
    "codes=7",
    "codes=(1,2)",
    "codes=((1,null))",
    "codes=((1,%22x%22))",
    "codes=%7B%22length%22:1%7D",
    "codes=((1,2)",
    "off=%7B%7D",
    "off=((((((1))))))",
    f"off={'(' * 40_000}",
    f"off={'(' * 20_000}{')' * 20_000}",
    "names=(%22%5Cud800%22)",
    f"names=(%22{'x' * 1000}%22)",
    "noise=1",
    "noise=null",
    "noise=%7B%22on%22:1%7D",
    "target=%7B%22a%22:1%7D",
    "link-length=1&kernel=7",
    "link-length=x&kernel=7",
    "%00",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
]


def test_a_broken_link_gives_the_defaults_and_says_so(page: Page) -> None:
    for hash_, answer in zip(BROKEN, readings(page, [f"#{text}" for text in BROKEN]), strict=True):
        assert answer == (DEFAULTS, CUT_SHORT), hash_[:80]


def test_a_link_that_the_page_cannot_show_says_why(page: Page) -> None:
    hashes = [
        "#kernel=65",
        f"#variant={quote('<img src=x onerror=alert(1)>')}",
        f"#off=({','.join('1' * 5001)})",
        f"#off=({','.join(['0.123456789'] * 10_000)})",
    ]
    reasons = [
        "its kernel has more than 64 taps",
        "there is no variant of this name",
        "it has too many numbers",
        "it is too long",
    ]
    for (value, problem), reason in zip(readings(page, hashes), reasons, strict=True):
        assert value == DEFAULTS
        assert problem == f"The link cannot be shown: {reason}. {OWN_EXAMPLE}"


HOSTILE = [
    "__proto__=1",
    "__proto__=%7B%22polluted%22:1%7D",
    "constructor=%7B%22prototype%22:%7B%22polluted%22:1%7D%7D",
    "noise=%7B%22__proto__%22:%7B%22polluted%22:1%7D%7D",
    "noise=%7B%22constructor%22:%7B%22polluted%22:1%7D,%22toString%22:1%7D",
    "toString=1&hasOwnProperty=2&kernel=7",
]


def test_a_link_reaches_no_prototype(page: Page) -> None:
    for answer in readings(page, [f"#{text}" for text in HOSTILE]):
        assert answer == (DEFAULTS, None)
    assert page.evaluate("[{}.polluted, [].polluted, state.value.polluted]") == [None, None, None]
    assert page.evaluate("Object.getPrototypeOf(state.value.noise) === Object.prototype")


def test_the_place_of_an_element_is_no_link(page: Page) -> None:
    """Such as that of "Skip to content"."""
    page.evaluate("() => { state.set({kernel: 5}); location.hash = '#main'; }")
    page.wait_for_timeout(50)
    assert page.evaluate("now()") == [DEFAULTS | {"kernel": 5}, None]
    assert readings(page, ["#main", "#"]) == [(DEFAULTS, None)] * 2


def test_a_new_link_in_the_address_is_followed_and_can_be_undone(page: Page) -> None:
    page.evaluate("() => { state.set({kernel: 5}); location.hash = '#kernel=9'; }")
    page.wait_for_function("told.length === 2")
    assert page.evaluate("state.value.kernel") == 9
    assert after(page, "state.undo()")["kernel"] == 5


def test_a_broken_link_in_the_address_changes_nothing(page: Page) -> None:
    page.evaluate("() => { state.set({kernel: 5}); location.hash = '#kernel=x'; }")
    page.wait_for_function("state.problem")
    assert page.evaluate("now()") == [
        DEFAULTS | {"kernel": 5},
        "The link cannot be shown: it was cut short or changed on its way. So nothing has changed.",
    ]
    page.wait_for_function("location.href === state.link()")
    after(page, "state.set({kernel: 6})")
    assert page.evaluate("state.problem") is None


# --- Changes ---


def test_each_change_is_told_once_and_none_if_all_is_the_same(page: Page) -> None:
    after(page, "state.set({kernel: 5}); state.set({codes: [[1, 2]], kernel: 6})")
    after(page, "state.set({codes: [[1, 2]]}); state.set({})")
    told = page.evaluate("told")
    assert told == [DEFAULTS | {"kernel": 5}, DEFAULTS | {"kernel": 6, "codes": [[1, 2]]}]


def test_changes_are_undone_and_done_again(page: Page) -> None:
    able = "[state.canUndo, state.canRedo]"
    assert page.evaluate(able) == [False, False]
    after(page, "state.set({kernel: 5}); state.set({variant: 'code-x'})")
    assert after(page, "state.undo()") == DEFAULTS | {"kernel": 5}
    assert page.evaluate(able) == [True, True]
    assert after(page, "state.undo()") == DEFAULTS
    assert after(page, "state.undo()") == DEFAULTS
    assert page.evaluate(able) == [False, True]
    assert after(page, "state.redo(); state.redo()") == DEFAULTS | {
        "kernel": 5,
        "variant": "code-x",
    }
    assert after(page, "state.undo(); state.set({kernel: 3}); state.redo()")["kernel"] == 3
    assert page.evaluate(able) == [True, False]


def test_a_drag_is_one_step(page: Page) -> None:
    drag = "state.begin(); for (let k = 1; k < 6; k += 1) state.set({kernel: k}); state.end()"
    assert after(page, drag)["kernel"] == 5
    assert len(page.evaluate("told.slice(0, 5)")) == 5
    assert after(page, "state.undo()") == DEFAULTS
    assert after(page, "state.redo()")["kernel"] == 5


def test_a_drag_back_to_its_beginning_is_no_step(page: Page) -> None:
    after(page, "state.begin(); state.set({kernel: 5}); state.set({kernel: 7}); state.end()")
    assert page.evaluate("state.canUndo") is False


def test_undo_in_a_drag_goes_back_to_its_beginning(page: Page) -> None:
    assert after(page, "state.begin(); state.set({kernel: 5}); state.undo()") == DEFAULTS
    assert after(page, "state.end(); state.redo()")["kernel"] == 5


def test_only_so_many_steps_are_kept(page: Page) -> None:
    after(page, "for (let k = 0; k < 250; k += 1) state.set({kernel: k})")
    assert after(page, "for (let k = 0; k < 300; k += 1) state.undo()")["kernel"] == 49


@pytest.mark.parametrize(
    "part", ["{depth: 1}", "{kernel: NaN}", "{kernel: '7'}", "{codes: [[Infinity]]}", "{off: {}}"]
)
def test_what_no_link_could_hold_cannot_be_set(page: Page, part: str) -> None:
    tried = f"() => {{ try {{ state.set({part}); }} catch (error) {{ return error.message; }} }}"
    assert page.evaluate(tried)
    assert page.evaluate("now()") == [DEFAULTS, None]


def test_values_cannot_be_changed_behind_the_back_of_undo(page: Page) -> None:
    frozen = """() => {
        const codes = [[1, 2]];
        state.set({codes});
        codes[0][0] = 9;
        const parts = [state.value, state.value.codes, state.value.codes[0], state.value.noise];
        return [state.value.codes, parts.every(Object.isFrozen)];
    }"""
    assert page.evaluate(frozen) == [[[1, 2]], True]


def test_a_drag_writes_the_address_only_now_and_then(page: Page) -> None:
    """Browsers refuse more than some hundred writings in half a minute."""
    page.evaluate(
        """async () => {
            for (let k = 0; k < 50; k += 1) {
                state.set({kernel: k});
                await new Promise(done => setTimeout(done, 10));
            }
        }"""
    )
    page.wait_for_function("location.href === state.link()")
    assert 1 < page.evaluate("writings") < 10


def test_changes_at_once_write_the_address_once(page: Page) -> None:
    after(page, "for (let k = 0; k < 500; k += 1) state.set({kernel: k % 60})")
    page.wait_for_function("location.href === state.link()")
    assert page.evaluate("writings") == 1


def test_a_page_that_is_loaded_again_at_once_has_what_was_set(page: Page) -> None:
    assert page.evaluate(
        """() => new Promise(done => {
            state.set({kernel: 5});
            setTimeout(() => done(location.href === state.link()), 0);
        })"""
    )
    page.wait_for_url("**kernel=5**")  # the browser's own process hears of it a little later
    page.reload()
    assert page.evaluate("now()") == [DEFAULTS | {"kernel": 5}, None]


@pytest.mark.parametrize("event", ["pagehide", "visibilitychange"])
def test_a_page_that_goes_out_of_sight_writes_its_address(page: Page, event: str) -> None:
    leave = f"document.dispatchEvent(new Event('{event}', {{bubbles: true}}))"
    after(page, f"state.set({{kernel: 5}}); {leave}; {leave}")
    assert page.evaluate("[location.href === state.link(), writings]") == [True, 1]


def test_a_browser_that_refuses_an_address_loses_nothing(page: Page) -> None:
    page.evaluate("() => { history.replaceState = () => { throw new Error('too often'); }; }")
    after(page, "state.set({kernel: 5})")
    page.wait_for_timeout(400)
    assert "kernel=5" in link_hash(page)
