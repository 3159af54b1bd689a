"""How the site feels: a slider that is dragged, the first paint, and what it weighs."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from deconviz import paths
from support.browser import Visitor, chromium

from .clones import Clones, say, snakemake
from .report import Row

ONE_THEME = ("--config", "site={themes: [dark]}")
SLOWER = 6  # times, than the processor is
LONGEST = 8.0  # milliseconds of script and layout a frame
MOST_FRAMES = 60.0  # a second
FIRST_PAINT = 1.0  # seconds
LARGEST = 3.0  # MB
DOWNLOADS = {".pdf", ".svg", ".png"}  # pages show .webp
STEPS, SWEEPS = 60, 4  # of the pointer along a slider, and back and forth
WITH_SLIDERS = ("explorer",)
TRACED = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
WORK = {
    *("EventDispatch", "FunctionCall", "FireAnimationFrame", "TimerFire", "RunMicrotasks"),
    *("UpdateLayoutTree", "Layout", "IntersectionObserverController::computeIntersections"),
}
FRAME, REDRAWN = "BeginCommitCompositorFrame", "FireAnimationFrame"


def measure(clones: Clones) -> list[Row]:
    """Make the site in a clone whose networks are trained."""
    clone, _ = clones.trained
    say("Making the site")
    snakemake(clone, "site", *ONE_THEME)
    return of_site(clone.path(paths.SITE))


def of_site(site: Path) -> list[Row]:
    """Measure a site that is there."""
    say("Dragging sliders, and waiting for pages")
    with chromium() as browser:
        visitor = Visitor(browser, site)
        drags = [row for name in WITH_SLIDERS for row in _drag(browser, visitor, name)]
        paint = max(_first_paint(visitor, name) for name in paths.SITE_PAGES)
    return [
        *drags,
        Row("site: first paint from file://, the slowest page", paint, "s", at_most=FIRST_PAINT),
        Row("site: size without films and downloads", _size(site), "MB", at_most=LARGEST),
    ]


# --- A slider that is dragged ---


@dataclass(frozen=True)
class Drag:
    """What a drag costs: milliseconds of script and layout in each frame, and frames a second.

    The pointer moves less often than the screen is drawn: frames without a change do not count.
    """

    frames: list[float]
    rate: float


def _drag(browser: Browser, visitor: Visitor, name: str) -> Iterator[Row]:
    page = visitor.open(name)
    page.wait_for_load_state()
    drag = _dragged(browser, page)
    visitor.leave()
    what = f"{name}: slider, {SLOWER} times slower processor"
    usual, longest = median(drag.frames), sorted(drag.frames)[int(0.95 * len(drag.frames))]
    yield Row(f"{what}: script and layout a frame", usual, "ms", at_most=LONGEST)
    yield Row(f"{what}: the same, 95 % of frames", longest, "ms")
    yield Row(f"{what}: frames a second", drag.rate, at_least=MOST_FRAMES - 1)


def _dragged(browser: Browser, page: Page) -> Drag:
    slider = page.locator("input[type=range]:visible").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    left, width, middle = box["x"] + 10, box["width"] - 20, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    browser.start_tracing(page=page, categories=TRACED)
    for sweep in range(SWEEPS):
        for step in range(STEPS):
            share = (step if sweep % 2 == 0 else STEPS - step) / STEPS
            page.mouse.move(left + share * width, middle)
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    page.mouse.up()
    return _read(trace)


def _read(trace: list[dict[str, Any]]) -> Drag:
    """Add up what the page's main thread does from one frame to the next."""
    thread = next(
        (event["pid"], event["tid"])
        for event in trace
        if event["name"] == "EventDispatch" and event["args"]["data"]["type"] == "mousemove"
    )
    events = sorted(
        (event for event in trace if (event["pid"], event["tid"]) == thread and "ts" in event),
        key=lambda event: event["ts"],
    )
    ends = [event["ts"] for event in events if event["name"] == FRAME]
    redrawn = {_frame(ends, event["ts"]) for event in events if event["name"] == REDRAWN}
    frames = [0.0] * (len(ends) + 1)
    for begin, milliseconds in _outermost(events):
        frames[_frame(ends, begin)] += milliseconds
    rate = (len(ends) - 1) / (ends[-1] - ends[0]) * 1e6
    return Drag([frames[number] for number in sorted(redrawn)], rate)


def _frame(ends: list[int], moment: int) -> int:
    """Number the frame that a moment belongs to."""
    return bisect_right(ends, moment)


def _outermost(events: Iterable[dict[str, Any]]) -> Iterator[tuple[int, float]]:
    """Yield when work begins, and how long it takes, but nothing that is part of other work."""
    end = 0
    for event in events:
        if event["name"] in WORK and event["ph"] == "X" and event["ts"] >= end:
            end = event["ts"] + event["dur"]
            yield event["ts"], event["dur"] / 1000


# --- How soon, and how much ---


def _first_paint(visitor: Visitor, name: str) -> float:
    """Take the best of three: others use the machine."""
    times: list[float] = []
    for _ in range(3):
        page = visitor.open(name)
        page.wait_for_function(
            "() => performance.getEntriesByName('first-contentful-paint').length"
        )
        milliseconds = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        times.append(milliseconds / 1000)
        visitor.leave()
    return min(times)


def _size(site: Path) -> float:
    files = [file for file in site.rglob("*") if file.is_file()]
    kept = [
        file
        for file in files
        if file.relative_to(site).parts[0] != "films" and file.suffix not in DOWNLOADS
    ]
    return sum(file.stat().st_size for file in kept) / 1e6
