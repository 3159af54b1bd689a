"""All captions have one shape, and sentences that recur are the same in all of them."""

from __future__ import annotations

from dataclasses import replace

from deconviz.plotting.caption import Caption, prose
from deconviz.plotting.floors import floors_above_zero
from deconviz.plotting.sentences import by_name, code_noise
from support.made_up import VARIANTS, figure_inputs

CAPTION = Caption(
    finding="Curves bend",
    method="Lines are curves",
    view="A chart with lines",
    figures="All 3 bend",
)


def test_the_text_has_finding_method_and_figures() -> None:
    assert CAPTION.text == "Curves bend. Lines are curves. All 3 bend."


def test_the_alternative_has_view_finding_and_figures() -> None:
    assert CAPTION.alternative == "A chart with lines. Curves bend. All 3 bend."


def test_a_caption_may_have_no_figures() -> None:
    assert replace(CAPTION, figures="").text == "Curves bend. Lines are curves."


def test_the_words_that_are_written_are_title_caption_and_alternative() -> None:
    assert CAPTION.words == {
        "title": "Curves bend",
        "caption": CAPTION.text,
        "alternative": CAPTION.alternative,
    }


def test_prose_leaves_out_empty_sentences() -> None:
    assert prose("", "One", "", "Two. Three") == "One. Two. Three."
    assert prose() == ""


def test_values_follow_their_names() -> None:
    assert by_name({"a": "1", "b": "2"}) == "a 1; b 2"
    assert by_name({"a": "1", "b": "2"}, ", ") == "a 1, b 2"


def test_the_noise_of_each_variant_is_that_of_its_experiment() -> None:
    ensembles = figure_inputs(VARIANTS).ensembles
    assert code_noise(ensembles.values()).endswith(
        "baseline none; code-noise 0.1, 0.01, 0.001; input-noise 0.1, 0.01, 0.001"
    )


def test_floors_that_are_rounding_alone_are_left_out() -> None:
    assert floors_above_zero({3: 1e-5, 7: 1e-20, 8: 0.0}) == {3: 1e-5}
