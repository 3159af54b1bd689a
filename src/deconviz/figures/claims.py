"""The claim audit in one picture: each claim, its verdict, and how far its conditions are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import LogLocator, NullLocator

from deconviz.arrays import Row
from deconviz.look.theme import Theme
from deconviz.look.wording import quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Columns, Page, Plot

VARIANTS = ()
NEEDS = ("claims",)

VERDICTS = ("confirmed", "refuted", "mixed", "not decided")

WIDTHS: dict[Columns, float] = {1: 2.3, 2: 4.9}  # inches of all text
BESIDE: dict[Columns, float] = {1: 0, 2: 1.6}  # inches to the statement; 0: below its heading
LETTER = 0.0605  # inches that a character is wide, about
LEADING = 0.142  # inches from line to line
APART = 0.5  # lines between claims
ABOVE, BELOW = 0.3, 0.45  # inches
EDGE = 0.06  # inches

DOT, DIAMOND = 4.5, 3.5  # points
FARTHEST = 1e6  # the largest factor in the picture
NEAR = (0.3, 3.0)  # factors that are always in view
ROOM = 2.0  # factor beyond the outermost


@dataclass(frozen=True)
class _Block:
    """A claim, the lines of its statement, and where text begins, in lines from the top."""

    claim: Row
    statement: list[str]
    heading: float
    first: float

    @property
    def end(self) -> float:
        """Where the next block begins: below the statement and below all conditions."""
        last = self.first + len(self.statement)
        return max(last, self.heading + len(self.claim["checks"])) + APART


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw claims one below another, text on the left and conditions on the right."""
    claims = inputs.claims
    blocks = _blocks(claims, page)
    figure, axes = _canvas(page, blocks[-1].end)
    _axis(axes, _factors(claims), page.theme)
    for block in blocks:
        _write(axes, block, page)
        for line, check in enumerate(block.claim["checks"]):
            _condition(axes, check, block.heading + line + 0.5, page.theme)
    return Plot(figure, _caption(claims))


def _blocks(claims: Sequence[Row], page: Page) -> list[_Block]:
    blocks: list[_Block] = []
    beside = BESIDE[page.columns]
    letters = int((WIDTHS[page.columns] - beside) / LETTER)
    for claim in claims:
        why = f" ({claim['lacking']})" if claim["lacking"] else ""
        heading = blocks[-1].end if blocks else 0
        first = heading if beside else heading + 1
        blocks.append(_Block(claim, wrap(claim["statement"] + why, letters), heading, first))
    return blocks


def _canvas(page: Page, lines: float) -> tuple[Figure, Axes]:
    """Make a figure as high as its lines, with axes to the right of the text."""
    left, height = EDGE + WIDTHS[page.columns], ABOVE + LEADING * lines + BELOW
    figure = Figure(figsize=(page.width, height))
    figure.set_layout_engine("none")
    wide = _axes_width(page)
    place = (left / page.width, BELOW / height, wide / page.width, LEADING * lines / height)
    return figure, figure.add_axes(place, xscale="log", ylim=(lines, 0), yticks=[])


def _axes_width(page: Page) -> float:
    return page.width - WIDTHS[page.columns] - 4 * EDGE


def _axis(axes: Axes, factors: list[float], theme: Theme) -> None:
    """Prepare the axis of factors, with a line where a condition is just met."""
    axes.set_xlim(min([NEAR[0], *factors]) / ROOM, max([NEAR[1], *factors]) * ROOM)
    axes.xaxis.set(major_locator=LogLocator(numticks=4), minor_locator=NullLocator())
    axes.axvline(1, color=theme.muted, lw=0.6, zorder=1)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("factor past the limit")
    for text, side, away in (("missed", "right", -4), ("met", "left", 4)):
        axes.annotate(
            text, (1, 0), (away, 3), textcoords="offset points", ha=side, color=theme.muted
        )


def _write(axes: Axes, block: _Block, page: Page) -> None:
    """Write id and verdict, and the statement beside or below them."""
    heading = f"{block.claim['id']}  {block.claim['verdict']}"
    _line(axes, page, 0, block.heading, heading).set(weight="semibold")
    for line, text in enumerate(block.statement):
        place = BESIDE[page.columns]
        _line(axes, page, place, block.first + line, text).set(color=page.theme.muted)


def _line(axes: Axes, page: Page, inches: float, line: float, text: str) -> Text:
    """Write a line at so many inches from the left end of the text."""
    place = (inches - WIDTHS[page.columns]) / _axes_width(page)
    across = axes.get_yaxis_transform()
    return axes.text(place, line + 0.5, text, transform=across, va="center_baseline")


def _condition(axes: Axes, check: Row, height: float, theme: Theme) -> None:
    """Draw the factor by which a value is past its limit, and its interval."""
    ends = _interval(check)
    axes.plot(ends, [height] * len(ends), color=theme.muted, lw=1, solid_capstyle="butt")
    marker, size = ("o", DOT) if check["limit"] is not None else ("D", DIAMOND)
    axes.plot(
        _factor(check, check["value"]),
        height,
        marker=marker,
        ms=size,
        color=theme.foreground,
        fillstyle="left" if check["holds"] == "in part" else "full",
        markerfacecolor=theme.background if check["holds"] == "no" else theme.foreground,
        markerfacecoloralt=theme.background,
    )


def _factor(check: Row, value: float) -> float:
    """Return a value over its limit, or the limit over the value: above 1 if the limit is met."""
    limit = check["limit"]
    if limit is None:
        return 1
    above, below = (value, limit) if check["side"] == "above" else (limit, value)
    factor = above / below if below > 0 else FARTHEST
    return min(max(factor, 1 / FARTHEST), FARTHEST)


def _interval(check: Row) -> list[float]:
    """Return the factors at the ends of the interval, if there is one."""
    if check["limit"] is None or not check["interval"]:
        return []
    return sorted(_factor(check, end) for end in check["interval"])


def _factors(claims: Sequence[Row]) -> list[float]:
    return [
        factor
        for claim in claims
        for check in claim["checks"]
        for factor in (*_interval(check), _factor(check, check["value"]))
    ]


def _caption(claims: Sequence[Row]) -> Caption:
    counts = [f"{len(ids)} {verdict}" for verdict, ids in _by_verdict(claims).items()]
    return Caption(
        finding=f"{quantity(len(claims), 'claim')}: {', '.join(counts)}",
        method=(
            "Each mark is a condition of a claim: the factor by which the median over "
            f"{_seeds(claims)} is past the limit, with its bootstrap interval (line), on a "
            "logarithmic axis. Marks are filled where the condition holds, half filled where it "
            "holds in part, hollow where it fails; diamonds have no limit. Losses are on held-out "
            "data"
        ),
        view="A list of claims with their verdicts, and a mark beside it for each condition",
        figures=_figures(claims),
    )


def _seeds(claims: Sequence[Row]) -> str:
    """Count the seeds that the conditions rest on."""
    numbers = {len(check["seeds"]) for claim in claims for check in claim["checks"]} - {0}
    if len(numbers) == 1:
        return quantity(numbers.pop(), "seed")
    return f"{min(numbers)} to {max(numbers)} seeds" if numbers else "seeds"


def _figures(claims: Sequence[Row]) -> str:
    """Name the claims of each verdict, and give the range of the factors."""
    names = [f"{verdict} {', '.join(ids)}" for verdict, ids in _by_verdict(claims).items()]
    verdicts = f"Verdicts: {'; '.join(names)}"
    factors = _factors(claims)
    if not factors:
        return verdicts
    return f"{verdicts}. Factors range from {min(factors):.2g} to {max(factors):.2g}"


def _by_verdict(claims: Sequence[Row]) -> dict[str, list[str]]:
    ids = {name: [c["id"] for c in claims if c["verdict"] == name] for name in VERDICTS}
    return {verdict: of_verdict for verdict, of_verdict in ids.items() if of_verdict}
