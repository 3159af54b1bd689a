"""Every claim can be confirmed and refuted, and what is missing leaves it undecided."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from deconviz.analysis.ensemble import Ensemble
from deconviz.audit import page, questions
from deconviz.audit.claims import agreement, encoders, order, pictures, reach
from deconviz.audit.evidence import Evidence
from deconviz.audit.tables import TABLES
from deconviz.audit.verdict import (
    Check,
    Claim,
    Finding,
    Measured,
    Question,
    Verdict,
    decide,
    every_seed_above,
    every_seed_below,
)
from deconviz.config.experiment import CurveSettings, SeriesSettings
from deconviz.errors import MissingEvidenceError
from deconviz.network.autoencoder import Autoencoder
from support.made_up import (
    GAIN,
    SORTED,
    directions,
    ensemble,
    evenly_on_photograph,
    every_variant,
    evidence,
    in_order,
    on_photograph,
    projection,
    rotated,
    with_directions,
)

SEEDS = range(10)
ROOT = Path(__file__).parents[2]
SWAPPED = (2, 0, 1)  # filters 2 and 3 have changed places
REVERSED = (0, 1, 2)
ALIKE = [in_order(SORTED, sign) for sign in (1, -1) * 5]
DIFFERENT = [rotated(seed) for seed in SEEDS]
SILENT = [projection(0 * directions()[:3]) for _ in SEEDS]


def verdict(examine: Callable[[Evidence], Finding], *variants: Ensemble) -> Verdict:
    return decide(Question("C0", "It holds.", "loss", examine), evidence(*variants)).verdict


def claim(*outcomes: bool | None, lacking: str = "") -> Claim:
    checks = [Check("it holds", Measured("it", 1.0), holds) for holds in outcomes]
    question = Question("C0", "It holds.", "loss", lambda _: Finding(checks))
    return Claim(question, Finding(checks), lacking)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([True], "confirmed"),
        ([True, True], "confirmed"),
        ([False], "refuted"),
        ([False, False], "refuted"),
        ([True, False], "mixed"),
        ([None], "mixed"),
        ([None, True], "mixed"),
        ([None, False], "mixed"),
    ],
)
def test_a_verdict_follows_from_the_checks(outcomes: list[bool | None], expected: str) -> None:
    assert claim(*outcomes).verdict == expected
    assert claim(*outcomes, lacking="a variant is missing").verdict == "not decided"


@pytest.mark.parametrize(
    ("values", "below", "above"),
    [([1.0, 2.0], True, False), ([4.0, 5.0], False, True), ([1.0, 5.0], None, None)],
)
def test_a_value_holds_for_every_seed_or_none_or_some(
    values: list[float], below: bool | None, above: bool | None
) -> None:
    assert every_seed_below("it", np.array(values), 3).holds is below
    assert every_seed_above("it", np.array(values), 3).holds is above


def test_with_fewer_than_ten_seeds_nothing_is_decided_and_yet_told() -> None:
    question = Question("C1", "They learn.", "loss", agreement.learned)
    decided = decide(question, evidence(ensemble("baseline", ALIKE[:9])))
    assert decided.verdict == "not decided"
    assert decided.lacking == "the rules ask for 10 seeds, there are 9"
    assert decided.finding.checks[0].holds


def test_every_claim_without_its_variants_says_what_it_lacks() -> None:
    claims = questions.audit(evidence(ensemble("other", ALIKE)))
    assert {claim.verdict for claim in claims} == {"not decided"}
    assert all(claim.lacking.startswith("the config has no ") for claim in claims)


EVERY_NAME = (
    *("baseline", "code-noise", "input-noise", "relu", "uncapped"),
    *("compound", "source", "source-compound"),
)


def _of_sizes(channels: int, kernel: int, seeds: int) -> list[Ensemble]:
    """Every variant that the claims ask for, with random networks."""
    noise = tuple(0.1 ** (component + 1) for component in range(channels))
    networks = [
        projection(np.random.default_rng(seed).normal(size=(channels, kernel)))
        for seed in range(seeds)
    ]
    real = ensemble("real", networks, code_noise=noise, data=SeriesSettings(series="ecg"))
    return [*(ensemble(name, networks, code_noise=noise) for name in EVERY_NAME), real]


@pytest.mark.parametrize(
    ("channels", "kernel", "seeds"),
    [(1, 7, 10), (2, 7, 10), (4, 7, 10), (9, 7, 10), (3, 2, 10), (3, 15, 10), (3, 7, 1), (3, 7, 2)],
)
def test_networks_of_any_size_can_be_audited(channels: int, kernel: int, seeds: int) -> None:
    variants = _of_sizes(channels, kernel, seeds)
    claims = {claim.question.id: claim for claim in questions.audit(evidence(*variants))}
    assert (claims["C1"].verdict == "not decided") == (seeds < 10)
    json.dumps(questions.record(list(claims.values())), allow_nan=False)


@pytest.mark.parametrize("removed", [*EVERY_NAME, "real"])
@pytest.mark.slow
def test_without_a_variant_the_claims_that_need_it_say_so_and_no_others(removed: str) -> None:
    everything = _of_sizes(3, 7, 10)
    fewer = [variant for variant in everything if variant.name != removed]
    before, after = (
        {claim.question.id: claim.lacking for claim in questions.audit(evidence(*variants))}
        for variants in (everything, fewer)
    )
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    missing = "that is trained on a measured series" if removed == "real" else removed
    assert all(after[name].endswith(missing) for name in changed)


def test_networks_of_unlike_sizes_are_not_compared() -> None:
    larger = [projection(directions()[:4])] * 10
    unlike = ensemble("relu", larger, code_noise=(0.1, 0.03, 0.01, 0.003))
    claims = questions.audit(evidence(ensemble("code-noise", ALIKE), unlike))
    [found] = [claim for claim in claims if claim.question.id == "C10"]
    assert found.lacking == "code-noise and relu have networks of unlike sizes"


def test_all_fourteen_claims_are_there_each_once() -> None:
    names = [question.id for question in questions.QUESTIONS]
    assert len(set(names)) == len(names)
    assert {name.removesuffix("-compound") for name in names} == {f"C{n}" for n in range(1, 15)}


def test_c1_asks_every_seed() -> None:
    assert verdict(agreement.learned, ensemble("baseline", ALIKE)) == "confirmed"
    assert verdict(agreement.learned, ensemble("baseline", SILENT)) == "refuted"
    assert verdict(agreement.learned, ensemble("baseline", [*ALIKE[1:], SILENT[0]])) == "mixed"


def test_c2_and_c3_are_each_other_s_opposite() -> None:
    noisy = partial(agreement.agree, "code-noise")
    assert verdict(agreement.differ, ensemble("baseline", DIFFERENT)) == "confirmed"
    assert verdict(agreement.differ, ensemble("baseline", ALIKE)) == "refuted"
    assert verdict(noisy, ensemble("code-noise", ALIKE)) == "confirmed"
    assert verdict(noisy, ensemble("code-noise", DIFFERENT)) == "refuted"


def test_c3_asks_for_the_same_order_too() -> None:
    orders = [in_order((SORTED, SWAPPED, REVERSED)[seed % 3]) for seed in SEEDS]
    assert (
        verdict(partial(agreement.agree, "code-noise"), ensemble("code-noise", orders)) == "mixed"
    )


def test_agreement_beyond_chance_is_1_for_equals_and_about_0_for_random_filters() -> None:
    equal = agreement.beyond_chance(ensemble("equal", ALIKE), aligned=False)
    random = agreement.beyond_chance(
        ensemble("random", [_random(seed) for seed in range(60)]), aligned=False
    )
    assert equal.value == pytest.approx(1)
    assert random.value == pytest.approx(0, abs=0.05)


def _random(seed: int) -> Autoencoder:
    filters = np.random.default_rng(seed).normal(size=(3, 3)) @ directions()[:3]
    return projection(filters)


def test_agreement_needs_two_seeds_and_two_components() -> None:
    single = [projection(directions()[:1]) for _ in SEEDS]
    with pytest.raises(MissingEvidenceError, match="agreement is between seeds, and there is one"):
        agreement.beyond_chance(ensemble("lonely", ALIKE[:1]), aligned=False)
    with pytest.raises(MissingEvidenceError, match="has one component"):
        agreement.beyond_chance(ensemble("narrow", single, code_noise=(0.1,)), aligned=False)


def test_c4_asks_that_zeroing_the_noisiest_hurts_least() -> None:
    c4 = partial(order.least_important_in_noisiest, ["code-noise"])
    assert verdict(c4, ensemble("code-noise", ALIKE)) == "confirmed"
    assert verdict(c4, ensemble("code-noise", [in_order(REVERSED)] * 10)) == "refuted"
    assert verdict(c4, ensemble("code-noise", [*ALIKE[1:], in_order(REVERSED)])) == "mixed"


def test_c4_goes_by_the_noise_and_not_by_the_position() -> None:
    c4 = partial(order.least_important_in_noisiest, ["code-noise"])
    backwards = ensemble("code-noise", [in_order(REVERSED)] * 10, code_noise=(0.001, 0.01, 0.1))
    assert verdict(c4, backwards) == "confirmed"


def test_without_ranked_noise_there_is_no_noisiest() -> None:
    alike = ensemble("code-noise", ALIKE, code_noise=(0.1, 0.1, 0.1))
    with pytest.raises(MissingEvidenceError, match="the code noise of code-noise is the same"):
        order.in_noisiest(alike)


NAMES_OF_C5 = ("code-noise", "compound", "source", "source-compound")


def test_c5_asks_for_both_orders_among_the_seeds() -> None:
    both = [in_order((SORTED, SWAPPED)[seed % 2]) for seed in SEEDS]
    for networks, expected in [(both, "confirmed"), (ALIKE, "refuted")]:
        variants = [ensemble(name, networks) for name in NAMES_OF_C5]
        assert verdict(order.swap, *variants) == expected
    halves = [ensemble(name, (both, ALIKE)["source" in name]) for name in NAMES_OF_C5]
    assert verdict(order.swap, *halves) == "mixed"


def test_c5_tells_when_the_order_was_settled() -> None:
    before = [[in_order(SORTED), in_order(SWAPPED), in_order(SORTED)]] * 10
    variants = [ensemble(name, [in_order(SORTED)] * 10, earlier=before) for name in NAMES_OF_C5]
    settled = order.swap(evidence(*variants)).context[0]
    assert settled.value == 3  # of the steps 1, 2, 3, 4


def test_c5_tells_whether_order_still_comes_about_at_the_end() -> None:
    before = [[in_order(SWAPPED), in_order(SWAPPED), in_order(SWAPPED)]] * 10
    for last, gain in [(SORTED, 2), (SWAPPED, 0)]:
        variants = [ensemble(name, [in_order(last)] * 10, earlier=before) for name in NAMES_OF_C5]
        assert order.swap(evidence(*variants)).context[1].value == pytest.approx(gain)


def test_c6_asks_for_equal_errors() -> None:
    spread = directions()[:3] * np.sqrt(1 / np.var(_codes(), 0))[:, None]
    equal = [Autoencoder(directions()[:3] * GAIN, np.zeros(3), spread, 0.0, "identity")] * 10
    assert verdict(order.equally_important, ensemble("baseline", ALIKE)) == "refuted"
    assert verdict(order.equally_important, ensemble("baseline", equal)) == "confirmed"


def _codes() -> np.ndarray:
    return ensemble("any", ALIKE).patches @ directions()[:3].T


def test_c7_asks_for_little_variance_and_little_error() -> None:
    c7 = partial(order.noisiest_matters_little, "code-noise")
    assert verdict(c7, ensemble("code-noise", ALIKE)) == "confirmed"
    assert verdict(c7, ensemble("code-noise", [in_order(REVERSED)] * 10)) == "refuted"


def test_c8_asks_for_rough_filters_that_become_smooth() -> None:
    zigzag = projection(np.tile([1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0], (3, 1)))
    leading = projection(directions()[[0, 0, 0]])  # of three, the smoothest by far
    rough, smooth = [zigzag] * 10, [leading] * 10
    names = ("baseline", "code-noise", "input-noise")
    for kinds, expected in [
        ((rough, rough, smooth), "confirmed"),
        ((smooth, smooth, rough), "refuted"),
    ]:
        variants = [ensemble(name, kind) for name, kind in zip(names, kinds, strict=True)]
        assert verdict(encoders.smoothed, *variants) == expected


def test_the_roughness_of_white_noise() -> None:
    noise = np.random.default_rng(0).normal(size=(200_000, 7))
    ratio = (np.diff(noise, 2) ** 2).sum() / (noise**2).sum()
    assert encoders.white_roughness(7) == pytest.approx(ratio, rel=0.01)


def test_c9_asks_for_growth_and_for_a_cap() -> None:
    before = [[in_order(SORTED)]] * 10
    louder = directions()[list(SORTED)] * np.array([[50.0], [1.0], [1.0]])
    grown = [projection(louder)] * 10
    free = [projection(louder * 3, "identity")] * 10
    confirmed = ensemble("code-noise", grown, earlier=before), ensemble("uncapped", free)
    shrunk = ensemble(
        "code-noise", [projection(directions()[list(SORTED)] / 2)] * 10, earlier=before
    )
    assert verdict(encoders.grows_until_capped, *confirmed) == "confirmed"
    assert verdict(encoders.grows_until_capped, shrunk, ensemble("uncapped", SILENT)) == "refuted"


def test_c10_asks_for_loss_order_and_agreement() -> None:
    tanh = ensemble("code-noise", ALIKE)
    turned = ensemble("turned", [rotated(seed) for seed in range(60)])
    unsorted = np.flatnonzero(order.in_noisiest(turned).measured.seeds < np.float64(1))[:10]
    bad = [_halved(turned.networks[index]) for index in unsorted]
    assert verdict(encoders.fails_with_relu, tanh, ensemble("relu", ALIKE)) == "refuted"
    assert verdict(encoders.fails_with_relu, tanh, ensemble("relu", bad)) == "confirmed"


def _halved(one: Autoencoder) -> Autoencoder:
    return replace(one, decoder_filters=one.decoder_filters / 2)


def test_c11_holds_for_networks_on_windows() -> None:
    assert verdict(reach.overlaps, ensemble("baseline", ALIKE)) == "confirmed"
    perfect = {
        measured.name: measured.value
        for measured in reach.overlaps(evidence(ensemble("baseline", ALIKE))).context
    }
    assert perfect["error with perfect patches, normalised"] == pytest.approx(0, abs=1e-30)
    assert perfect["error with perfect patches, raw"] > 0.01


def test_c12_asks_each_larger_network() -> None:
    usual = ensemble("code-noise", ALIKE)
    leading = directions(11)[[2, 1, 0]]
    larger = ensemble("larger", [projection(leading)] * 10)
    wrong = ensemble("wrong", [projection(leading[::-1])] * 10)
    assert verdict(reach.larger_networks, usual, larger) == "confirmed"
    assert verdict(reach.larger_networks, usual, larger, wrong) == "mixed"
    assert verdict(reach.larger_networks, usual) == "not decided"


def test_what_is_larger_is_told_by_its_sizes() -> None:
    usual = ensemble("code-noise", ALIKE)
    longer = ensemble("longer", ALIKE, data=CurveSettings(points=16))
    silent = ensemble("silent", [projection(directions(11)[:3])], code_noise=())
    measured = ensemble("measured", ALIKE, data=SeriesSettings(series="ecg"))
    seen = on_photograph("photograph-code-noise")
    found = evidence(usual, longer, silent, measured, seen).larger_than("code-noise")
    assert [one.name for one in found] == ["longer"]


def test_c13_compares_with_networks_that_know_the_series() -> None:
    series = np.random.default_rng(0).normal(size=(1, 400))
    known = [projection(directions(7, series)[:3])] * 10
    real = ensemble("real", known, data=SeriesSettings(series="ecg"), held_out=series)
    strangers = [projection(directions()[:3])] * 10
    variants = [ensemble(name, strangers) for name in ("baseline", "code-noise", "input-noise")]
    found = reach.real_data(evidence(*variants, real))
    ratio = variants[0].losses_on(real.patches) / real.losses
    assert found.checks[0].measured.seeds == pytest.approx(ratio)
    assert (ratio > 1).all()
    assert found.checks[3].measured.value == pytest.approx(1)


def test_the_page_has_every_claim_with_its_verdict_and_numbers() -> None:
    record = questions.record(questions.audit(evidence(ensemble("baseline", ALIKE))))
    text = page.markdown(record)
    for one in record["claims"]:
        assert f"| {one['id']} | {one['statement']} | {one['verdict']} | " in text
        assert f"## {one['id']}: {one['verdict']}" in text
        for check in one["checks"]:
            rule = check["rule"].replace("|", r"\|")
            assert f"| {rule} | {page.number(check['value'])} | " in text
        assert not one["lacking"] or f"Not decided: {one['lacking']}." in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1.00"),
        (0.0000123456, "1.23e-05"),
        (40489.5, "40490"),
        (14.51, "14.5"),
        (0.0, "0.00"),
        (999.0, "999"),
        (1000.0, "1000"),
        (-1000.0, "-1000"),
        (999_999.0, "999999"),
        (1e6, "1.00e+06"),
    ],
)
def test_numbers_on_the_page_are_short(value: float, text: str) -> None:
    assert page.number(value) == text


def test_the_page_in_the_docs_is_about_today_s_claims_and_all_are_decided() -> None:
    text = (ROOT / "docs/claims.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (C\S+) \| (.*?) \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    wanted = [(each.id, each.statement, each.figure) for each in questions.QUESTIONS]
    assert [(name, statement, figure) for name, statement, _, figure in listed] == wanted
    assert {verdict for _, _, verdict, _ in listed} <= {"confirmed", "refuted", "mixed"}


def test_the_record_is_plain_json_and_says_the_same_twice() -> None:
    variants = evidence(ensemble("baseline", ALIKE), ensemble("code-noise", ALIKE))
    once, again = (json.dumps(questions.record(questions.audit(variants))) for _ in range(2))
    assert once == again
    claims = json.loads(once)["claims"]
    [first] = [claim for claim in claims if claim["id"] == "C1"]
    assert first["verdict"] == "confirmed"
    assert len(first["checks"][0]["seeds"]) == len(SEEDS)
    low, high = first["checks"][0]["interval"]
    assert low <= first["checks"][0]["value"] <= high


# --- C14 ---

PLAIN_ON_PHOTOGRAPH = on_photograph("photograph")
NOISY_ON_PHOTOGRAPH = evenly_on_photograph()


def test_c14_asks_for_the_order_and_the_directions_of_principal_components() -> None:
    quietest_last = NOISY_ON_PHOTOGRAPH.leading_seen[::-1]  # (6, 64)
    ranked = with_directions(NOISY_ON_PHOTOGRAPH, [(-1) ** seed * quietest_last for seed in SEEDS])
    assert verdict(pictures.ranked_in_two_dimensions, PLAIN_ON_PHOTOGRAPH, ranked) == "confirmed"
    others = np.linalg.qr(np.random.default_rng(0).normal(size=(64, 60)))[0].T  # (60, 64)
    random = with_directions(NOISY_ON_PHOTOGRAPH, np.split(others, len(SEEDS)))
    found = decide(
        Question("C0", "It holds.", "loss", pictures.ranked_in_two_dimensions),
        evidence(PLAIN_ON_PHOTOGRAPH, random),
    )
    agree, by_noise, *spans = (check.holds for check in found.finding.checks)
    assert [agree, *spans] == [False] * 7
    assert by_noise is not True


def test_c14_tells_a_turned_pair_from_a_span_that_is_lost() -> None:
    turned = NOISY_ON_PHOTOGRAPH.leading_seen.copy()  # (6, 64), the quietest first
    turned[[1, 2]] = (turned[1] + turned[2]) / 2**0.5, (turned[1] - turned[2]) / 2**0.5
    pair = with_directions(NOISY_ON_PHOTOGRAPH, [turned[::-1]] * len(SEEDS))
    spans = [pictures.span_angles(pair, count) for count in range(1, 7)]
    assert np.round(spans, 3).max(1).tolist() == [0, 45, 0, 0, 0, 0]
    finding = pictures.ranked_in_two_dimensions(evidence(PLAIN_ON_PHOTOGRAPH, pair))
    agree, _, *spans_alike = (check.holds for check in finding.checks)
    assert agree
    assert spans_alike == [True, False, True, True, True, True]


def test_ratios_of_variances_are_those_of_the_principal_components() -> None:
    centred = NOISY_ON_PHOTOGRAPH.seen - NOISY_ON_PHOTOGRAPH.seen.mean(0)
    sizes = np.linalg.svd(centred, compute_uv=False) ** 2
    expected = sizes[:6] / sizes[1:7]
    assert pictures.variance_ratios(NOISY_ON_PHOTOGRAPH) == pytest.approx(expected)


def silenced(made: Ensemble) -> Ensemble:
    """Let all weights be zero, from the start of training on."""
    networks = tuple(
        replace(
            network,
            encoder_kernels=0 * network.encoder_kernels,
            encoder_bias=0 * network.encoder_bias,
            decoder_filters=0 * network.decoder_filters,
            decoder_bias=0.0,
        )
        for network in made.networks
    )
    weights = {
        name: 0 * array
        for name, array in made.history.arrays().items()
        if name not in ("steps", "loss")
    }
    return replace(made, networks=networks, history=replace(made.history, **weights))


@pytest.fixture(scope="module")
def silent() -> Evidence:
    """Every variant that a claim asks for, with weights of zero."""
    usual = {variant.name: variant for variant in every_variant().variants.values()}
    usual["uncapped"] = replace(usual["code-noise"], name="uncapped")
    return evidence(*map(silenced, usual.values()))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("question", questions.QUESTIONS, ids=lambda question: question.id)
def test_networks_without_weights_put_no_nan_into_a_claim(
    question: Question, silent: Evidence
) -> None:
    json.dumps(decide(question, silent).record(), allow_nan=False)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", TABLES)
def test_networks_without_weights_put_no_nan_into_a_table(name: str, silent: Evidence) -> None:
    for row in TABLES[name](silent):
        assert all(np.isfinite(value) for value in row.values() if not isinstance(value, str))


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_claim_about_what_is_no_number_is_not_decided(number: float) -> None:
    fine = Measured("a ratio", 1.0, (0.0, 2.0), (1.0, 1.0))
    for wrong in (
        replace(fine, value=number),
        replace(fine, interval=(0.0, number)),
        replace(fine, seeds=(number, 1.0)),
    ):
        for finding in (
            Finding([Check("it holds", wrong, True, 1.0, "above")]),
            Finding([Check("it holds", fine, True, 1.0, "above")], [wrong]),
        ):
            assert undecided(finding) == "a ratio: divides by what is 0 in some seed"
    endless = Check("it holds", fine, True, number, "above")
    others = [Check("it holds", fine, True, 1.0, "above"), Check("it holds", fine, True)]
    for checks in ([endless], [endless, *others]):
        assert undecided(Finding(checks)) == "a limit: divides by what is 0 in some seed"


def undecided(finding: Finding) -> str:
    """Return why a claim is not decided."""
    decided = decide(Question("C0", "It holds.", "loss", lambda _: finding), evidence())
    assert decided.verdict == "not decided"
    return decided.lacking
