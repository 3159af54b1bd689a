"""What checks make of values at their limits, and what is recorded of a claim."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.audit.evidence import LEAST_SEEDS
from deconviz.audit.verdict import (
    Check,
    Claim,
    Finding,
    Measured,
    Question,
    decide,
    every_seed_above,
    every_seed_below,
    interval_above,
    interval_below,
    over_seeds,
)
from support.made_up import SORTED, ensemble, evidence, in_order

AT_LIMIT = Measured("it", 3.0)
QUESTION = Question("C0", "It holds.", "loss", lambda _: Finding(()))


def test_a_value_at_its_limit_is_neither_below_it_nor_above() -> None:
    values = np.array([3.0, 3.0])
    assert every_seed_below("it", values, 3).holds is False
    assert every_seed_above("it", values, 3).holds is False
    assert interval_below(AT_LIMIT, 3).holds is False
    assert interval_above(AT_LIMIT, 3).holds is False


@pytest.mark.parametrize(
    ("value", "ends", "below", "above"),
    [
        (1.5, (1.0, 2.0), True, False),
        (1.5, (4.0, 5.0), False, True),
        (1.5, (1.0, 5.0), None, None),
        (3.0, (1.0, 3.0), None, False),
        (3.0, (3.0, 4.0), False, None),
    ],
)
def test_an_interval_lies_on_one_side_or_on_both_or_ends_at_its_limit(
    value: float, ends: tuple[float, float], below: bool | None, above: bool | None
) -> None:
    measured = Measured("it", value, ends)
    assert interval_below(measured, 3).holds is below
    assert interval_above(measured, 3).holds is above


def test_a_value_without_an_interval_stands_for_it() -> None:
    assert interval_below(Measured("it", 2.0), 3).holds
    assert interval_above(Measured("it", 4.0), 3).holds
    assert interval_below(Measured("it", 4.0), 3).holds is False
    assert interval_above(Measured("it", 2.0), 3).holds is False


def test_a_rule_says_what_is_compared_with_what() -> None:
    values, measured = np.array([2.0]), Measured("it", 2.0, (1.0, 3.0))
    for check, rule, side in (
        (every_seed_below("it", values, 3), "it is below 3 for every seed", "below"),
        (every_seed_above("it", values, 3), "it is above 3 for every seed", "above"),
        (interval_below(measured, 3), "the whole interval of it is below 3", "below"),
        (interval_above(measured, 3), "the whole interval of it is above 3", "above"),
        (interval_below(AT_LIMIT, 3), "it is below 3", "below"),
        (interval_above(AT_LIMIT, 3), "it is above 3", "above"),
    ):
        assert (check.rule, check.side, check.limit) == (rule, side, 3)


def test_a_figure_over_seeds_is_their_median_with_an_interval_around_it() -> None:
    measured = over_seeds("it", np.array([1.0, 2.0, 10.0]))
    assert (measured.name, measured.value, measured.seeds) == ("it", 2, (1, 2, 10))
    assert measured.interval == (1, 10)  # of ten thousand draws of three, some are all alike


def test_all_of_a_claim_is_recorded_with_six_digits() -> None:
    checks = [
        Check(
            "it is small", Measured("it", 1.23456789, (0.1, 2.3456789), (1e-9,)), None, 3, "below"
        ),
        Check("the other is there", Measured("the other", 1.0), True),
        Check("nothing is there", Measured("nothing", 0.0), False),
    ]
    claim = Claim(QUESTION, Finding(checks, [Measured("context", 20 / 3)]))
    record = claim.record()
    assert record == {
        "id": "C0",
        "statement": "It holds.",
        "verdict": "mixed",
        "rule": "Confirmed if all hold, refuted if none does, else mixed: it is small; the other "
        "is there; nothing is there.",
        "checks": [
            {
                "rule": "it is small",
                "holds": "in part",
                "limit": 3,
                "side": "below",
                "name": "it",
                "value": 1.23457,
                "interval": [0.1, 2.34568],
                "seeds": [1e-9],
            },
            {
                "rule": "the other is there",
                "holds": "yes",
                "limit": None,
                "side": None,
                "name": "the other",
                "value": 1,
                "interval": None,
                "seeds": [],
            },
            {
                "rule": "nothing is there",
                "holds": "no",
                "limit": None,
                "side": None,
                "name": "nothing",
                "value": 0,
                "interval": None,
                "seeds": [],
            },
        ],
        "context": [{"name": "context", "value": 6.66667, "interval": None, "seeds": []}],
        "lacking": "",
        "figure": "loss",
    }


def test_a_claim_that_was_not_examined_has_no_rule() -> None:
    record = Claim(QUESTION, Finding(()), "the config has no variant x").record()
    assert (record["rule"], record["checks"], record["verdict"]) == ("", [], "not decided")
    assert record["lacking"] == "the config has no variant x"


def test_the_variant_with_the_fewest_seeds_decides_whether_they_suffice() -> None:
    finding = Finding([Check("it holds", Measured("it", 1.0), True)])
    question = Question("C0", "It holds.", "loss", lambda _: finding)
    enough = ensemble("enough", [in_order(SORTED)] * LEAST_SEEDS)
    fewer = ensemble("fewer", [in_order(SORTED)] * (LEAST_SEEDS - 1))
    assert decide(question, evidence(enough)).verdict == "confirmed"
    decided = decide(question, evidence(enough, fewer))
    assert decided.lacking == "the rules ask for 10 seeds, there are 9"
    assert decided.finding is finding
