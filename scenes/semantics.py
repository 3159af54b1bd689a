"""What the settings of a transposed convolution do, one film each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deconviz.analysis.stamp_sum import StampSum
from deconviz.analysis.three_views import ShownPart
from deconviz.config.layers import LayerChannels
from deconviz.films.brought_layers import plain, points_shown
from deconviz.films.film import Film, films
from deconviz.films.mobjects.formula import Term
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.semantics import (
    groups_stage,
    moving_stage,
    output_padding_stage,
    padding_stage,
)
from deconviz.films.stages.semantics.fitting import fitted
from deconviz.films.stages.semantics.groups_stage import GroupsStage
from deconviz.films.stages.semantics.header import Header
from deconviz.films.stages.semantics.length import dilation_terms, stride_terms
from deconviz.films.stages.semantics.moving_stage import MovingStage
from deconviz.films.stages.semantics.output_padding_stage import OutputPaddingStage
from deconviz.films.stages.semantics.padding_stage import PaddingStage
from deconviz.look.theme import MINUS
from deconviz.look.wording import count_in_words, number_list, quantity

PARTS = {2: "half", 3: "third", 4: "quarter"}


class OfOnePair(Film):
    """A film about one setting: of a larger layer it shows one channel at work on one other."""

    stage: MovingStage | PaddingStage | OutputPaddingStage
    part: ShownPart
    before: StampSum
    after: StampSum

    def fit(self) -> None:
        """Choose what is shown, without what the film is about and with it."""
        example = self.layer_example
        points = points_shown(self.shows, example)
        [axis] = example.layer.axes
        shown = fitted(example, points, plain(self.shows, axis), self.theme)
        self.part, self.before, self.after = shown.part, shown.before, shown.after

    def head(self, titles: tuple[str, str], short: tuple[str, str]) -> Header:
        """Return the titles, short ones if the kernel has no room beside these."""
        states = self.before, self.after
        return Header.fitting(states, titles, short, self.part.remark, self.theme, self.job.theme)

    def facts(self) -> dict[str, Any]:
        """Return the numbers before and after, and those that can be read."""
        return {
            "shown": [],
            "input": self.after.given.tolist(),
            "kernel": self.after.kernel.tolist(),
            "in_part": self.part.words,
            "before": self.before.output.tolist(),
            "after": self.after.output.tolist(),
            "written": self.stage.written(),
        }


def _numbers(state: StampSum) -> str:
    return number_list(state.rounded(state.output))


class Moving(OfOnePair):
    """A film about a setting that moves stamps apart."""

    def move(
        self, head: Header, terms: Callable[[StampSum], list[Term]], story: Story, *, zeros: bool
    ) -> None:
        """Go from the one setting to the other, and back.

        Parameters
        ----------
        head
            The titles, and the kernel.
        terms
            Returns the formula of a length.
        story
            What the film is about, in words.
        zeros
            Whether what lies between inputs is shown.
        """
        states = self.before, self.after
        lengths = terms(self.before), terms(self.after)
        self.stage = MovingStage(*states, head, lengths, self.theme, self.job.theme, zeros=zeros)
        self.tell(self.stage.moving, self.stage.draw, story)


class Stride(Moving):
    """The inputs slide apart, zeros open between them, and the stamps follow."""

    shows = Shows(
        layer=True, imported=True, crops=True, dilations=True, ahead=False, setting="stride",
        inputs=(2, 6), columns=(1, 15),
    )  # fmt: skip

    def construct(self) -> None:
        """Go from stride 1 to the layer's, and back."""
        self.fit()
        stride = self.after.axis.stride
        titles = (
            "Stride 1: each stamp lands one place on",
            f"Stride {stride} puts zeros between the inputs",
        )
        head = self.head(titles, ("Stride 1", f"Stride {stride}"))
        self.move(head, stride_terms, self._story(titles), zeros=True)

    def _story(self, titles: tuple[str, str]) -> Story:
        before, after = self.before, self.after
        stride, kept = after.axis.stride, len(after.kept)
        return Story(
            title=titles[1],
            finding=(
                f"With stride {stride}, {quantity(len(after.given), 'input')} make "
                f"{quantity(kept, 'output')}: {_numbers(after)}{self.part.aside}."
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
            topic="Settings",
        )


class Padding(OfOnePair):
    """Lines come down, and the sums at both ends tip over and fall."""

    shows = Shows(
        layer=True, imported=True, crops=True, dilations=True, ahead=False, setting="padding",
        inputs=(1, 6), columns=(1, 15),
    )  # fmt: skip

    def construct(self) -> None:
        """Go from no padding to the layer's, and back."""
        self.fit()
        titles = f"Padding 0 keeps all {self.before.columns} values", self._crops()
        head = self.head(titles, ("Padding 0", self._padding()))
        self.stage = PaddingStage(self.before, self.after, head, self.theme, self.job.theme)
        self.tell(self.stage.moving, self.stage.draw, self._story(titles))

    def _story(self, titles: tuple[str, str]) -> Story:
        before, after = self.before, self.after
        (near, far), kept = after.axis.crop, len(after.kept)
        cut = f"2 × {near}" if near == far else f"{near} {MINUS} {far}"
        return Story(
            title=titles[1],
            finding=(
                f"{self._padding()} {'takes' if near == far else 'take'} {before.columns - kept} "
                f"of {before.columns} values away: {_numbers(after)} "
                f"{'is' if kept == 1 else 'are'} left{self.part.aside}."
            ),
            description=(
                "Each input scales the kernel, and the scaled kernels are added up column by "
                "column. Lines come down where they are cut, and what lies beyond tips over and "
                f"falls out of the output. {self._crops()}. What has fallen climbs back."
            ),
            beats=(
                Beat(0.0, f"Padding 0 keeps all {before.columns} values."),
                Beat(padding_stage.CUT, f"{self._crops()}."),
                Beat(padding_stage.TIP + 1.6, f"{kept} = {before.columns} {MINUS} {cut}."),
                Beat(padding_stage.BACK, "And back."),
            ),
            seconds=padding_stage.SECONDS,
            poster=padding_stage.POSTER,
            topic="Settings",
        )

    def _padding(self) -> str:
        near, far = self.after.axis.crop
        return f"Padding {near}" if near == far else f"Padding {near} and {far}"

    def _crops(self) -> str:
        """Say what is cropped at each end."""
        near, far = self.after.axis.crop
        if near == far:
            return f"Padding {near} crops {_values(near)} at each end"
        if near and far:
            return f"Padding crops {_values(near)} at the start, {count_in_words(far)} at the end"
        end = "start" if near else "end"
        return f"Padding crops {_values(near or far)} at the {end}"


class OutputPadding(OfOnePair):
    """Two lengths shrink to the same numbers, and output padding says which comes back."""

    shows = Shows(
        layer=True, imported=True, crops=True, dilations=True, ahead=False,
        setting="output_padding", inputs=(1, 6), columns=(1, 15),
    )  # fmt: skip

    def construct(self) -> None:
        """Shrink both lengths, and go back to the one and to the other."""
        self.fit()
        near, far = self.after.axis.crop
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
        head = self.head(titles, ("Output padding 0", f"Output padding {added}"))
        self.stage = OutputPaddingStage(
            self.before, self.after, first, head, self.theme, self.job.theme
        )
        self.tell(self.stage.moving, self.stage.draw, self._story(first, titles[1]))

    def _story(self, first: str, last: str) -> Story:
        before, after = self.before, self.after
        added = len(after.kept) - len(before.kept)
        times = output_padding_stage
        return Story(
            title=last,
            finding=(
                f"{first}; output padding {added} brings {len(after.kept)} back{self.part.aside}."
            ),
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
            topic="Settings",
        )


class Dilation(Moving):
    """The taps of the kernel step apart, and all stamps with them."""

    shows = Shows(
        layer=True, imported=True, crops=True, dilations=True, ahead=False, setting="dilation",
        inputs=(1, 6), kernel=(2, 15), columns=(1, 15),
    )  # fmt: skip

    def construct(self) -> None:
        """Go from dilation 1 to the layer's, and back."""
        self.fit()
        dilation = self.after.axis.dilation
        titles = (
            "Dilation 1: the kernel is in one piece",
            f"Dilation {dilation} puts holes in the kernel",
        )
        head = self.head(titles, ("Dilation 1", f"Dilation {dilation}"))
        self.move(head, dilation_terms, self._story(titles), zeros=False)

    def _story(self, titles: tuple[str, str]) -> Story:
        before, after = self.before, self.after
        dilation, kept = after.axis.dilation, len(after.kept)
        taps = len(after.kernel)
        return Story(
            title=titles[1],
            finding=(
                f"With dilation {dilation}, a kernel of {quantity(taps, 'number')} reaches over "
                f"{quantity(after.axis.reach, 'point')}, and the output is "
                f"{_numbers(after)}{self.part.aside}."
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
            topic="Settings",
        )


class Groups(Film):
    """Ribbons across groups thin out and snap, and the others widen."""

    shows = Shows(
        layer=True, imported=True, dimensions=(1, 2), crops=True, dilations=True,
        setting="groups", inputs=(2, 4), outputs=(2, 6),
    )  # fmt: skip

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
            topic="Settings",
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


globals().update(films(Stride, Padding, OutputPadding, Dilation, Groups))
