"""What the settings of a transposed convolution do, one film each."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.stamp_sum import StampSum
from deconviz.config.layers import LayerChannels
from deconviz.films.film import Film, films
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.semantics import (
    groups_stage,
    moving_stage,
    output_padding_stage,
    padding_stage,
)
from deconviz.films.stages.semantics.groups_stage import GroupsStage
from deconviz.films.stages.semantics.header import Header
from deconviz.films.stages.semantics.length import dilation_terms, stride_terms
from deconviz.films.stages.semantics.moving_stage import MovingStage
from deconviz.films.stages.semantics.output_padding_stage import OutputPaddingStage
from deconviz.films.stages.semantics.padding_stage import PaddingStage
from deconviz.look.theme import MINUS
from deconviz.look.wording import count_in_words, number_list, quantity

PARTS = {2: "half", 3: "third", 4: "quarter"}


def _numbers(state: StampSum) -> str:
    return number_list([round(value, 4) for value in state.output.tolist()])


class Stride(Film):
    """The inputs slide apart, zeros open between them, and the stamps follow."""

    shows = Shows(
        layer=True, crops=True, dilations=True, setting="stride", inputs=(2, 6), columns=(1, 15)
    )  # fmt: skip

    def construct(self) -> None:
        """Go from stride 1 to the layer's, and back."""
        self.after = StampSum.of(self.layer_example)
        self.before = self.after.having(stride=1)
        states = self.before, self.after
        stride = self.after.axis.stride
        titles = (
            "Stride 1: each stamp lands one place on",
            f"Stride {stride} puts zeros between the inputs",
        )
        short = "Stride 1", f"Stride {stride}"
        head = Header.fitting(states, titles, short, self.theme, self.job.theme)
        terms = stride_terms(self.before), stride_terms(self.after)
        self.stage = MovingStage(*states, head, terms, self.theme, self.job.theme, zeros=True)
        self.tell(self.stage.moving, self.stage.draw, self._story(titles))

    def facts(self) -> dict[str, Any]:
        """Return the numbers with each stride, and those that can be read."""
        return _facts(self.before, self.after, self.stage.written())

    def _story(self, titles: tuple[str, str]) -> Story:
        before, after = self.before, self.after
        stride, kept = after.axis.stride, len(after.kept)
        return Story(
            title=titles[1],
            finding=(
                f"With stride {stride}, {quantity(len(after.given), 'input')} make "
                f"{quantity(kept, 'output')}: {_numbers(after)}."
            ),
            description=(
                "Each input scales the kernel, and the scaled kernels are added up column by "
                f"column. The inputs slide apart, {quantity(stride - 1, 'zero')} between two of "
                "them, and each scaled kernel follows its input. Other columns add up now."
            ),
            beats=(
                Beat(0.0, "Stride 1: each stamp lands one place on."),
                Beat(moving_stage.APART, f"Stride {stride}: zeros open, stamps follow."),
                Beat(
                    moving_stage.RESTS + 1, f"{kept} outputs, where there were {len(before.kept)}."
                ),
                Beat(moving_stage.BACK, "And back."),
            ),
            seconds=moving_stage.SECONDS,
            poster=moving_stage.POSTER,
        )


class Padding(Film):
    """Lines come down, and the sums at both ends tip over and fall."""

    shows = Shows(
        layer=True, crops=True, dilations=True, setting="padding", inputs=(1, 6), columns=(1, 15)
    )  # fmt: skip

    def construct(self) -> None:
        """Go from no padding to the layer's, and back."""
        self.after = StampSum.of(self.layer_example)
        self.before = self.after.having(crop=(0, 0))
        padding, whole = self.after.axis.crop[0], self.before.columns
        titles = (
            f"Padding 0 keeps all {whole} values",
            f"Padding {padding} crops {_values(padding)} at each end",
        )
        head = Header.fitting(
            (self.before, self.after), titles, ("Padding 0", f"Padding {padding}"),
            self.theme, self.job.theme,
        )  # fmt: skip
        self.stage = PaddingStage(self.before, self.after, head, self.theme, self.job.theme)
        self.tell(self.stage.moving, self.stage.draw, self._story(titles))

    def facts(self) -> dict[str, Any]:
        """Return the numbers without and with padding, and those that can be read."""
        return _facts(self.before, self.after, self.stage.written())

    def _story(self, titles: tuple[str, str]) -> Story:
        before, after = self.before, self.after
        padding, kept = after.axis.crop[0], len(after.kept)
        return Story(
            title=titles[1],
            finding=(
                f"Padding {padding} takes {2 * padding} of {before.columns} values away: "
                f"{_numbers(after)} {'is' if kept == 1 else 'are'} left."
            ),
            description=(
                "Each input scales the kernel, and the scaled kernels are added up column by "
                f"column. A line comes down at each end. Beyond it, {_values(padding)} at each "
                "end tip over and fall out of the output. They climb back."
            ),
            beats=(
                Beat(0.0, f"Padding 0 keeps all {before.columns} values."),
                Beat(padding_stage.CUT, f"Padding {padding} crops {_values(padding)} at each end."),
                Beat(padding_stage.TIP + 1.6, f"{kept} = {before.columns} {MINUS} 2 × {padding}."),
                Beat(padding_stage.BACK, "And back."),
            ),
            seconds=padding_stage.SECONDS,
            poster=padding_stage.POSTER,
        )


class OutputPadding(Film):
    """Two lengths shrink to the same numbers, and output padding says which comes back."""

    shows = Shows(
        layer=True, crops=True, dilations=True, setting="output_padding", inputs=(1, 6),
        columns=(1, 15),
    )  # fmt: skip

    def construct(self) -> None:
        """Shrink both lengths, and go back to the one and to the other."""
        self.after = StampSum.of(self.layer_example)
        near, far = self.after.axis.crop
        self.before = self.after.having(crop=(near, near))
        added, points = near - far, len(self.after.given)
        short, long = len(self.before.kept), len(self.after.kept)
        beyond = self.after.beyond
        end = f"ends on {'a zero' if beyond == 1 else f'{count_in_words(beyond)} zeros'}"
        if not beyond:
            end = f"keeps {_values(added)} more"
        titles = (
            f"Output padding 0: from {points} back to {short}",
            f"Output padding {added} {end}",
        )
        first = f"{short} and {long} points both shrink to {points}"
        head = Header.fitting(
            (self.before, self.after), titles, ("Output padding 0", f"Output padding {added}"),
            self.theme, self.job.theme,
        )  # fmt: skip
        self.stage = OutputPaddingStage(
            self.before, self.after, first, head, self.theme, self.job.theme
        )
        self.tell(self.stage.moving, self.stage.draw, self._story(first, titles[1]))

    def facts(self) -> dict[str, Any]:
        """Return the numbers without and with output padding, and those that can be read."""
        return _facts(self.before, self.after, self.stage.written())

    def _story(self, first: str, last: str) -> Story:
        before, after = self.before, self.after
        added = len(after.kept) - len(before.kept)
        times = output_padding_stage
        return Story(
            title=last,
            finding=f"{first}; output padding {added} brings {len(after.kept)} back.",
            description=(
                f"A convolution turns {len(before.kept)} points into {len(after.given)} numbers, "
                f"and {len(after.kept)} points too. Each number then scales the kernel, and the "
                f"scaled kernels are added up: {len(before.kept)} sums between two cuts. The cut "
                f"at the far end is lifted, and {_values(added)} more of the sums "
                f"{'belongs' if added == 1 else 'belong'} to the output: {_numbers(after)}."
            ),
            beats=(
                Beat(0.0, f"{first}."),
                Beat(times.LEAVE, f"Without output padding, {len(before.kept)} come back."),
                Beat(times.MORE, f"{last}."),
                Beat(times.BACK, "And back."),
            ),
            seconds=times.SECONDS,
            poster=times.POSTER,
        )


class Dilation(Film):
    """The taps of the kernel step apart, and all stamps with them."""

    shows = Shows(
        layer=True, crops=True, dilations=True, setting="dilation", inputs=(1, 6), kernel=(2, 15),
        columns=(1, 15),
    )  # fmt: skip

    def construct(self) -> None:
        """Go from dilation 1 to the layer's, and back."""
        self.after = StampSum.of(self.layer_example)
        self.before = self.after.having(dilation=1)
        states = self.before, self.after
        dilation = self.after.axis.dilation
        titles = (
            "Dilation 1: the kernel is in one piece",
            f"Dilation {dilation} puts holes in the kernel",
        )
        short = "Dilation 1", f"Dilation {dilation}"
        head = Header.fitting(states, titles, short, self.theme, self.job.theme)
        terms = dilation_terms(self.before), dilation_terms(self.after)
        self.stage = MovingStage(*states, head, terms, self.theme, self.job.theme, zeros=False)
        self.tell(self.stage.moving, self.stage.draw, self._story(titles))

    def facts(self) -> dict[str, Any]:
        """Return the numbers with each dilation, and those that can be read."""
        return _facts(self.before, self.after, self.stage.written())

    def _story(self, titles: tuple[str, str]) -> Story:
        before, after = self.before, self.after
        dilation, kept = after.axis.dilation, len(after.kept)
        taps = len(after.kernel)
        return Story(
            title=titles[1],
            finding=(
                f"With dilation {dilation}, a kernel of {quantity(taps, 'number')} reaches over "
                f"{quantity(after.axis.reach, 'point')}, and the output is {_numbers(after)}."
            ),
            description=(
                "Each input scales the kernel, and the scaled kernels are added up column by "
                "column. The numbers of the kernel step apart, in every row, and holes open "
                f"between them: {dilation - 1} between two. Other columns add up now."
            ),
            beats=(
                Beat(0.0, "Dilation 1: the kernel is in one piece."),
                Beat(moving_stage.APART, f"Dilation {dilation}: its numbers step apart."),
                Beat(
                    moving_stage.RESTS + 1, f"{kept} outputs, where there were {len(before.kept)}."
                ),
                Beat(moving_stage.BACK, "And back."),
            ),
            seconds=moving_stage.SECONDS,
            poster=moving_stage.POSTER,
        )


class Groups(Film):
    """Ribbons across groups thin out and snap, and the others widen."""

    shows = Shows(layer=True, setting="groups", inputs=(2, 4), outputs=(2, 6))

    def construct(self) -> None:
        """Go through the numbers of groups, and back to the first."""
        self.layer = layer = self.layer_channels
        titles = [_title(count, layer) for count in layer.groups]
        self.stage = GroupsStage(
            layer.in_channels, layer.out_channels, layer.groups, titles, self.theme,
            self.job.theme,
        )  # fmt: skip
        self.tell(self.stage.moving, self.stage.draw, self._story(titles))

    def facts(self) -> dict[str, Any]:
        """Return which input reaches which output, as it is drawn, and what is written."""
        return {
            "shown": [],
            "ribbons": self.stage.ribbons(),
            "outputs": self.stage.letters(),
            "kernels": self.stage.count(),
        }

    def _story(self, titles: list[str]) -> Story:
        layer, step = self.layer, groups_stage.SECONDS / len(self.layer.groups)
        product = layer.in_channels * layer.out_channels
        kernels = [product // count for count in layer.groups]
        counts = number_list(layer.groups)
        beats = [
            Beat(
                groups_stage.snaps_at(k, len(kernels)) if k else 0.0,
                f"{title.partition(':')[0]}: {kernels[k]} kernels.",
            )
            for k, title in enumerate(titles)
        ]
        return Story(
            title=titles[len(titles) // 2],
            finding=(
                f"{layer.in_channels} inputs and {layer.out_channels} outputs need "
                f"{number_list(kernels)} kernels with {counts} groups."
            ),
            description=(
                f"A ribbon for each kernel runs from each of {layer.in_channels} input channels to "
                f"each of {layer.out_channels} output channels that it reaches. The number of "
                f"groups goes through {counts}: ribbons across groups thin out and snap, and the "
                "others widen."
            ),
            beats=(*beats, Beat(groups_stage.SECONDS - 1.6, "And back.")),
            seconds=groups_stage.SECONDS,
            poster=0.3 * step,
        )


def _title(groups: int, layer: LayerChannels) -> str:
    """Say what a number of groups does."""
    if groups == 1:
        return "One group: every output hears every input"
    many = f"{count_in_words(groups).capitalize()} groups"
    if groups == layer.in_channels == layer.out_channels:
        return f"{many}: each input has its own output"
    if groups == layer.in_channels:
        return f"{many}: each input has its own outputs"
    return f"{many}: each {PARTS.get(groups, 'group')} keeps to itself"


def _values(count: int) -> str:
    return f"{count_in_words(count)} {'value' if count == 1 else 'values'}"


def _facts(before: StampSum, after: StampSum, written: list[str]) -> dict[str, Any]:
    """Return what both kinds of films say in numbers."""
    return {
        "shown": [],
        "input": after.given.tolist(),
        "kernel": after.kernel.tolist(),
        "before": before.output.tolist(),
        "after": after.output.tolist(),
        "written": written,
    }


globals().update(films(Stride, Padding, OutputPadding, Dilation, Groups))
