"""All claims, and the table of what came of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from deconviz.analysis.bootstrap import LEVEL, RESAMPLES
from deconviz.audit.claims import agreement, encoders, order, pictures, reach
from deconviz.audit.evidence import LEAST_SEEDS, Evidence
from deconviz.audit.verdict import Claim, Question, decide

QUESTIONS = (
    Question(
        "C1",
        "Without noise, every seed learns to restore patches with a loss below 1e-4.",
        "loss",
        agreement.learned,
    ),
    Question(
        "C2",
        "Without noise, decoder filters differ between seeds even after alignment.",
        "decoder-filters-aligned-baseline",
        agreement.differ,
    ),
    Question(
        "C3",
        "Code noise makes the filters of all seeds agree.",
        "decoder-filters-code-noise",
        partial(agreement.agree, "code-noise"),
    ),
    Question(
        "C3-compound",
        "The compound noise of the published listing makes the filters of all seeds agree.",
        "filters-along-training",
        partial(agreement.agree, "compound"),
    ),
    Question(
        "C4",
        "The least important filter always lands in the noisiest component.",
        "zeroed-components",
        partial(order.least_important_in_noisiest, ["code-noise", "input-noise"]),
    ),
    Question(
        "C4-compound",
        "With the compound noise of the published listing, the least important filter always lands "
        "in the noisiest component.",
        "compound",
        partial(order.least_important_in_noisiest, ["compound", "source-compound"]),
    ),
    Question(
        "C5",
        "Filters 2 and 3 swap between the other two components.",
        "filters-along-training",
        order.swap,
    ),
    Question(
        "C6",
        "Without noise, zeroing any component hurts about equally.",
        "zeroed-components",
        order.equally_important,
    ),
    Question(
        "C7",
        "With code noise, zeroing the noisiest component hurts little.",
        "zeroed-components",
        partial(order.noisiest_matters_little, "code-noise"),
    ),
    Question(
        "C7-compound",
        "With the compound noise of the published listing, zeroing the noisiest component hurts "
        "little.",
        "compound",
        partial(order.noisiest_matters_little, "compound"),
    ),
    Question(
        "C8",
        "Without noise, encoder filters are not smooth; input noise smooths them.",
        "encoder-filters",
        encoders.smoothed,
    ),
    Question(
        "C9",
        "The encoder filter of the noisiest component grows, and tanh caps it.",
        "encoder-filters",
        encoders.grows_until_capped,
    ),
    Question("C10", "With ReLU the method fails.", "relu", encoders.fails_with_relu),
    Question(
        "C11",
        "Overlaps count double, and halving the filters mends all but the border.",
        "assembled-halved",
        reach.overlaps,
    ),
    Question(
        "C12",
        "The method carries over to larger networks.",
        "larger-networks",
        reach.larger_networks,
    ),
    Question(
        "C13",
        "Networks trained on perfect curves do badly on measured data; input noise helps.",
        "real-data",
        reach.real_data,
    ),
    Question(
        "C14",
        "Code noise ranks filters in two dimensions as principal components are ranked.",
        "photograph-filters-ranked",
        pictures.ranked_in_two_dimensions,
    ),
)


def audit(evidence: Evidence) -> list[Claim]:
    """Examine every claim."""
    return [decide(question, evidence) for question in QUESTIONS]


def record(claims: list[Claim]) -> dict[str, Any]:
    """Return all claims as JSON has them."""
    return {
        "about": (
            f"Each claim is decided by its rule on {LEAST_SEEDS} seeds or more. A value is the "
            f"median over seeds unless its name says otherwise, its interval a {LEVEL:.0%} "
            f"percentile bootstrap interval over seeds, {RESAMPLES} resamples. All losses are mean "
            "squared errors on held-out data."
        ),
        "claims": [claim.record() for claim in claims],
    }
