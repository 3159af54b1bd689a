"""The figures of claims, of networks in no order: each by arithmetic of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from deconviz.analysis.alignment import mean_agreement, random_cosine
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.arrays import Floats, Singles
from deconviz.audit.claims import agreement, encoders, order, pictures, reach
from deconviz.audit.verdict import Check, Finding, Measured
from deconviz.config.experiment import CurveSettings, SeriesSettings
from deconviz.errors import MissingEvidenceError
from deconviz.network.autoencoder import Autoencoder
from support.made_up import (
    HELD_OUT,
    SORTED,
    directions,
    ensemble,
    evenly_on_photograph,
    evidence,
    in_order,
    on_photograph,
    projection,
)

NOISE = (0.01, 0.1, 0.001)
QUIETEST, MIDDLE, NOISIEST = 2, 0, 1
SEEDS = range(4)
NAMES = (
    *("baseline", "code-noise", "input-noise", "relu", "uncapped"),
    *("compound", "source", "source-compound"),
)


def any_network(seed: int, channels: int = 3, kernel: int = 7) -> Autoencoder:
    """A network whose weights are drawn: it is in no order, and its errors are large."""
    random = np.random.default_rng(seed)
    kernels, filters = random.normal(size=(2, channels, kernel))
    return Autoencoder(kernels, random.normal(size=channels), filters, 0.1, "tanh")


def any_ensemble(name: str, first: int) -> Ensemble:
    earlier = [[any_network(first + 10 * s + t) for t in range(1, 6)] for s in SEEDS]
    last = [any_network(first + 10 * s) for s in SEEDS]
    return ensemble(name, last, code_noise=NOISE, earlier=earlier)


VARIANTS = {name: any_ensemble(name, 100 * number) for number, name in enumerate(NAMES)}
VARIANTS["uncapped"] = replace(VARIANTS["uncapped"], held_out=HELD_OUT[:10])
EVIDENCE = evidence(*VARIANTS.values())


def rough(filters: Floats) -> Floats:
    bends = filters[..., 2:] - 2 * filters[..., 1:-1] + filters[..., :-2]
    return np.asarray((bends**2).sum(-1) / (filters**2).sum(-1))


def lengths(vectors: Floats | Singles) -> Floats:
    return np.asarray(np.sqrt((vectors**2).sum(-1)))


def error(network: Autoencoder, patches: Floats, zeroed: int | None = None) -> float:
    codes = network.encode(patches).copy()
    if zeroed is not None:
        codes[:, zeroed] = 0
    return float(((network.decode(codes) - patches) ** 2).mean())


def errors(made: Ensemble, zeroed: int | None = None) -> Floats:
    return np.array([error(network, made.patches, zeroed) for network in made.networks])


def errors_without_each(made: Ensemble) -> Floats:
    return np.stack([errors(made, component) for component in range(made.channels)], 1)  # (S, C)


def holds(check: Check, side: str, limit: float, expected: Floats) -> None:
    """Check which values are compared with what."""
    assert (check.side, check.limit) == (side, limit)
    assert f" is {side} {limit:g}" in check.rule
    assert check.measured.seeds == pytest.approx(expected)
    assert check.measured.value == pytest.approx(np.median(expected))


def shown(measured: Measured, expected: Floats) -> None:
    assert measured.seeds == pytest.approx(expected)


def is_interval(check: Check, side: str, limit: float, measured: Measured) -> None:
    assert (check.side, check.limit, check.measured) == (side, limit, measured)


# --- C1 to C3 ---


def test_c1_is_about_the_error_on_held_out_patches() -> None:
    finding = agreement.learned(EVIDENCE)
    plain = VARIANTS["baseline"]
    holds(finding.checks[0], "below", 1e-4, errors(plain))
    variances = np.linalg.svd(plain.patches - plain.patches.mean(0), compute_uv=False) ** 2
    assert finding.context[0].value == pytest.approx(variances[3:].sum() / plain.patches.size)


def kappa(filters: Floats, chance: float) -> float:
    """Agreement from chance to perfect: as Cohen counts it."""
    return (mean_agreement(filters) - chance) / (1 - chance)


def test_c2_and_c3_count_agreement_from_chance_to_perfect() -> None:
    made = VARIANTS["code-noise"]
    trained = agreement.beyond_chance(made, aligned=False)
    aligned = agreement.beyond_chance(made, aligned=True)
    assert trained.value == pytest.approx(kappa(made.decoder_filters, random_cosine(3)))
    assert aligned.value == pytest.approx(kappa(made.aligned_filters, made.chance_aligned))
    for measured in (trained, aligned):
        assert measured.interval is not None
        assert measured.interval[0] <= measured.value <= measured.interval[1]
    assert trained.name == "agreement of code-noise filters beyond chance as trained"
    assert aligned.name == "agreement of code-noise filters beyond chance after alignment"
    as_trained, after = agreement.agree("code-noise", EVIDENCE).checks
    is_interval(as_trained, "above", agreement.ALIKE, trained)
    is_interval(after, "above", agreement.ALIKE, aligned)
    [apart] = agreement.differ(EVIDENCE).checks
    is_interval(
        apart, "below", agreement.ALIKE, agreement.beyond_chance(VARIANTS["baseline"], aligned=True)
    )


def test_c2_and_c3_show_what_agreement_chance_gives_once_aligned() -> None:
    for finding, name in (
        (agreement.differ(EVIDENCE), "baseline"),
        (agreement.agree("code-noise", EVIDENCE), "code-noise"),
    ):
        cosine, chance = finding.context
        assert cosine.value == pytest.approx(mean_agreement(VARIANTS[name].aligned_filters))
        assert cosine.interval is not None
        assert cosine.interval[0] <= cosine.value <= cosine.interval[1]
        assert chance.value == VARIANTS[name].chance_aligned > random_cosine(3)


def test_two_seeds_and_two_components_suffice_for_an_agreement() -> None:
    pair = ensemble("pair", [projection(directions()[:2])] * 2, code_noise=(0.1, 0.01))
    assert agreement.beyond_chance(pair, aligned=False).value == pytest.approx(1)


# --- C4 to C7 ---


def test_c4_compares_the_error_without_the_noisiest_with_the_least_of_the_others() -> None:
    checks = order.least_important_in_noisiest(["code-noise", "source"], EVIDENCE).checks
    for check, name in zip(checks, ("code-noise", "source"), strict=True):
        without = errors_without_each(VARIANTS[name])
        least = np.minimum(without[:, QUIETEST], without[:, MIDDLE])
        holds(check, "above", 1, least / without[:, NOISIEST])


def test_quieter_components_are_compared_with_the_next_noisier() -> None:
    without = errors_without_each(VARIANTS["relu"])
    steps = (
        without[:, QUIETEST] / without[:, MIDDLE],
        without[:, MIDDLE] / without[:, NOISIEST],
    )
    holds(order.quieter_matters_more(VARIANTS["relu"]), "above", 1, np.minimum(*steps))


def lead(made: Ensemble) -> Floats:
    """How much better the two quietest filters fit in order than swapped, along training."""
    filters = made.history.decoder_filters[:, :, [QUIETEST, MIDDLE]]  # (S, T, 2, K)
    cosines = np.abs(filters @ directions()[:2].T) / lengths(filters)[..., None]  # (S, T, 2, 2)
    return (
        np.asarray(
            cosines[..., 0, 0] + cosines[..., 1, 1] - cosines[..., 0, 1] - cosines[..., 1, 0]
        )
        / 2
    )


def test_c5_counts_the_seeds_in_which_filters_are_swapped() -> None:
    names = ("code-noise", "compound", "source", "source-compound")
    finding = order.swap(EVIDENCE)
    for name, check in zip(names, finding.checks, strict=True):
        swapped = lead(VARIANTS[name])[:, -1] < 0
        assert check.measured.seeds == tuple(swapped)
        assert check.measured.value == swapped.mean()
        assert check.measured.interval is not None
        assert 0 <= check.measured.interval[0] <= swapped.mean() <= check.measured.interval[1] <= 1
        assert check.holds is (len(set(swapped)) == 2)
        assert (check.limit, check.side) == (None, None)


def test_c5_shows_when_filters_last_change_places_and_what_the_second_half_adds() -> None:
    context = order.swap(EVIDENCE).context[:2]
    made = VARIANTS["code-noise"]
    along = lead(made)  # (S, 6), at the steps 1 to 6
    last = [
        max([1, *(step for step, (a, b) in enumerate(pairwise(seed), 2) if (a < 0) != (b < 0))])
        for seed in along
    ]
    assert len(set(last)) > 1
    shown(context[0], np.array(last))
    shown(context[1], along[:, 5] - along[:, 2])


def test_filters_of_zeros_are_in_neither_order() -> None:
    none, sorted_ = projection(0 * directions()[:3]), in_order(SORTED)
    names = ("code-noise", "compound", "source", "source-compound")
    for last, earlier in ((sorted_, [sorted_, none]), (none, [sorted_, sorted_])):
        made = [ensemble(name, [last] * 2, earlier=[earlier] * 2) for name in names]
        finding = order.swap(evidence(*made))
        assert finding.checks[0].measured.value == 0
        assert finding.context[0].value == 1


def test_c6_compares_the_largest_error_without_a_component_with_the_smallest() -> None:
    each, averaged = order.equally_important(EVIDENCE).checks
    without = errors_without_each(VARIANTS["baseline"])
    holds(each, "below", 2, without.max(1) / without.min(1))
    means = [np.mean(without[:, component]) for component in range(3)]
    assert averaged.measured.value == pytest.approx(max(means) / min(means))
    assert averaged.measured.interval is None
    assert (averaged.side, averaged.limit) == ("below", 2)


def test_c7_compares_what_is_lost_with_the_variance_and_with_other_components() -> None:
    finding = order.noisiest_matters_little("compound", EVIDENCE)
    made = VARIANTS["compound"]
    without, whole = errors_without_each(made), errors(made)
    noisiest = without[:, NOISIEST]
    of_variance, of_others = finding.checks
    holds(of_variance, "below", 0.05, (noisiest - whole) / made.patches.var(0).mean())
    least = np.minimum(without[:, QUIETEST], without[:, MIDDLE])
    holds(of_others, "below", 0.2, noisiest / least)
    shown(finding.context[0], noisiest / whole)


# --- C8 to C10 ---


def test_c8_compares_roughness_with_that_of_principal_components_and_of_other_noise() -> None:
    finding = encoders.smoothed(EVIDENCE)
    of_plain, *of_filters = finding.checks
    roughest = rough(directions()[:3]).max()
    holds(of_plain, "above", 1, rough(VARIANTS["baseline"].encoder_kernels).max(1) / roughest)
    before, after = (
        rough(VARIANTS[name].encoder_kernels) for name in ("code-noise", "input-noise")
    )
    for component, check in enumerate(of_filters):
        assert f"encoder filter {component + 1}," in check.rule
        holds(check, "above", 1, before[:, component] / after[:, component])
    assert len(of_filters) == 3
    assert finding.context[0].value == pytest.approx(roughest)
    assert finding.context[1].value == pytest.approx(6 * 5 / 7)


@pytest.mark.parametrize(("kernel", "is_enough"), [(2, False), (3, True)])
def test_c8_needs_filters_that_can_be_rough(kernel: int, is_enough: bool) -> None:
    networks = [any_network(seed, 2, kernel) for seed in SEEDS]
    names = ("baseline", "code-noise", "input-noise")
    short = evidence(*(ensemble(name, networks, code_noise=(0.1, 0.01)) for name in names))
    if is_enough:
        assert len(encoders.smoothed(short).checks) == 3
    else:
        with pytest.raises(MissingEvidenceError, match="filters of two points cannot be rough"):
            encoders.smoothed(short)


def test_c9_compares_the_length_of_the_noisiest_filter_and_the_size_of_its_code() -> None:
    finding = encoders.grows_until_capped(EVIDENCE)
    capped, free = VARIANTS["code-noise"], VARIANTS["uncapped"]
    growth, of_others, of_codes = finding.checks
    along = lengths(capped.history.encoder_kernels[:, :, NOISIEST])  # (S, T)
    holds(growth, "above", 1, along[:, 5] / along[:, 0])
    each = lengths(capped.encoder_kernels)  # (S, C)
    longest = np.maximum(each[:, QUIETEST], each[:, MIDDLE])
    holds(of_others, "above", 1, each[:, NOISIEST] / longest)
    sizes = [
        np.array(
            [
                np.sqrt((network.encode(made.patches)[:, NOISIEST] ** 2).mean())
                for network in made.networks
            ]
        )
        for made in (free, capped)
    ]
    holds(of_codes, "above", 1, sizes[0] / sizes[1])
    for component, measured in enumerate(finding.context):
        assert measured.name == f"share of codes beyond 0.9 in size, component {component + 1}"
        codes = [network.encode(capped.patches)[:, component] for network in capped.networks]
        shown(measured, np.array([(np.abs(of_seed) > 0.9).mean() for of_seed in codes]))


def test_c10_compares_relu_with_tanh_in_loss_order_and_agreement() -> None:
    of_loss, of_order, of_agreement = encoders.fails_with_relu(EVIDENCE).checks
    relu, tanh = VARIANTS["relu"], VARIANTS["code-noise"]
    holds(of_loss, "above", 2, errors(relu) / errors(tanh))
    without = errors_without_each(relu)
    least = np.minimum(without[:, QUIETEST], without[:, MIDDLE])
    holds(of_order, "below", 1, least / without[:, NOISIEST])
    aligned = agreement.beyond_chance(relu, aligned=True)
    is_interval(of_agreement, "below", agreement.ALIKE, aligned)


# --- C11 to C13 ---

COVERED_TWICE = [4, 5, 6, 8, 9, 10]  # by windows of 7 points at 0, 4 and 8, on 15 points
INSIDE = range(3, 12)


def test_c11_compares_points_in_two_windows_with_others_and_the_border_with_what_is_inside() -> (
    None
):
    finding = reach.overlaps(EVIDENCE)
    raw, halved, exact = map(
        OverlapErrors(VARIANTS["baseline"]).of_networks, ("raw", "halved", "normalised")
    )
    once = [point for point in range(15) if point not in COVERED_TWICE]
    border = [point for point in range(15) if point not in INSIDE]
    doubled, mended, at_border = finding.checks
    holds(doubled, "above", 10, raw[:, COVERED_TWICE].mean(1) / raw[:, once].mean(1))
    holds(mended, "below", 1.5, halved[:, INSIDE].mean(1) / exact[:, INSIDE].mean(1))
    holds(at_border, "above", 10, halved[:, border].mean(1) / halved[:, INSIDE].mean(1))
    counted_twice = HELD_OUT.copy()  # what the plain sum of perfect patches is off by
    counted_twice[:, once] = 0
    by_name = {measured.name: measured.value for measured in finding.context}
    found = by_name["error with perfect patches, raw"]
    assert found == pytest.approx((counted_twice**2).mean())


def curves_of(points: int, kernel: int) -> Ensemble:
    made = ensemble("baseline", [any_network(seed, 1, kernel) for seed in SEEDS], code_noise=(0.1,))
    held_out = np.random.default_rng(1).normal(size=(5, points))
    data = CurveSettings(points=points)
    experiment = made.experiment.model_copy(update={"data": data})
    return replace(made, held_out=held_out, experiment=experiment)


@pytest.mark.parametrize(
    ("points", "kernel", "problem"),
    [
        (12, 4, "windows do not overlap"),
        (7, 7, "windows do not overlap"),
        (8, 8, "windows do not overlap"),
        (16, 12, "all 16 points are near an end, with kernel 12 and stride 4: use 20 points or"),
    ],
)
def test_c11_needs_windows_that_overlap_in_part_and_points_off_the_ends(
    points: int, kernel: int, problem: str
) -> None:
    with pytest.raises(MissingEvidenceError, match=problem):
        reach.overlaps(evidence(curves_of(points, kernel)))


def test_c12_asks_of_each_larger_network_for_agreement_and_order() -> None:
    larger = [
        ensemble(name, [any_network(9 * seed, 4) for seed in SEEDS], code_noise=(4, 3, 2, 1))
        for name in ("more", "most")
    ]
    checks = reach.larger_networks(evidence(VARIANTS["code-noise"], *larger)).checks
    expected = [
        check(made)
        for made in larger
        for check in (agreement.same_filters, order.quieter_matters_more)
    ]
    assert [check.rule for check in checks] == [check.rule for check in expected]
    assert [check.measured for check in checks] == [check.measured for check in expected]


def on_series() -> tuple[Ensemble, Floats]:
    series = np.random.default_rng(0).normal(size=(1, 60))
    real = ensemble(
        "real",
        [any_network(50 + seed) for seed in SEEDS],
        code_noise=NOISE,
        data=SeriesSettings(series="ecg"),
        held_out=series,
    )
    return real, np.stack([series[0, start : start + 7] for start in range(54)])


def test_c13_compares_losses_on_the_series_with_those_that_know_it_and_with_input_noise() -> None:
    real, windows = on_series()
    finding = reach.real_data(evidence(*VARIANTS.values(), real))
    names = ("baseline", "code-noise", "input-noise")
    losses = {
        made.name: np.array([error(network, windows) for network in made.networks])
        for made in (*(VARIANTS[name] for name in names), real)
    }
    for name, check in zip(names, finding.checks, strict=False):
        holds(check, "above", 2, losses[name] / losses["real"])
        assert f", {name} over networks" in check.rule
    for name, check in zip(names[:2], finding.checks[3:], strict=True):
        holds(check, "above", 1, losses[name] / losses["input-noise"])
        assert f", {name} over input-noise" in check.rule
    *explained, floor = finding.context
    variances = np.linalg.svd(windows - windows.mean(0), compute_uv=False) ** 2
    for name, measured in zip([*names, "real"], explained, strict=True):
        assert measured.name.endswith(f", {name}")
        shown(measured, 1 - losses[name] / (variances.sum() / windows.size))
    assert floor.value == pytest.approx(variances[:3].sum() / variances.sum())


# --- C14 ---


def ranked() -> tuple[Ensemble, Finding]:
    """Networks on a photograph whose filters are drawn, and what is said of them."""
    noisy, plain = evenly_on_photograph(), on_photograph("photograph", 3)
    networks = tuple(
        replace(any_network(seed, 6, 64), grid=(8, 8), activation="identity") for seed in range(3)
    )
    drawn = replace(noisy, networks=networks, seeds=noisy.seeds[:3])
    return drawn, pictures.ranked_in_two_dimensions(evidence(plain, drawn))


@pytest.fixture(scope="module")
def photographs() -> tuple[Ensemble, Finding]:
    return ranked()


def largest_angle(one: Floats, other: Floats) -> float:
    """The largest angle between two spans: the least singular value is its cosine."""
    bases = [np.linalg.qr(vectors.T)[0] for vectors in (one, other)]
    return float(np.degrees(np.arccos(np.linalg.svd(bases[0].T @ bases[1], compute_uv=False)[-1])))


def test_c14_asks_for_agreement_order_and_spans(photographs: tuple[Ensemble, Finding]) -> None:
    made, finding = photographs
    agree, by_noise, *spans = finding.checks
    assert agree.measured == agreement.beyond_chance(made, aligned=False)
    assert by_noise.measured == order.quieter_matters_more(made).measured
    for count, check in enumerate(spans, start=1):
        angles = [
            largest_angle(network.decoder_filters[::-1][:count], made.leading_seen[:count])
            for network in made.networks
        ]
        holds(check, "below", pictures.SAME_SPAN, np.array(angles))
    assert np.cos(np.radians(pictures.SAME_SPAN)) == pytest.approx(agreement.ALIKE, abs=1e-4)
    assert "the span of the quietest filter and that of the first principal" in spans[0].rule
    assert "of the 2 quietest filters and that of the first 2 principal" in spans[1].rule
    assert len(spans) == 6


def test_filters_that_depend_on_each_other_leave_out_a_direction_at_right_angles() -> None:
    made = evenly_on_photograph()
    same = made.networks[0].decoder_filters.copy()
    same[4] = same[5]  # the two quietest
    twins = replace(made, networks=(replace(made.networks[0], decoder_filters=same),))
    assert pictures.span_angles(twins, 2).tolist() == [90]


def test_c14_shows_directions_variances_agreement_and_losses(
    photographs: tuple[Ensemble, Finding],
) -> None:
    made, finding = photographs
    context = finding.context
    for rank, measured in enumerate(context[:6]):
        filters = made.decoder_filters[:, 5 - rank]  # (S, K)
        shown(measured, np.abs(filters @ made.leading_seen[rank]) / lengths(filters))
        assert measured.name.endswith(f" of rank {rank + 1}")
    for rank, measured in enumerate(context[6:12]):
        assert measured.value == pytest.approx(pictures.variance_ratios(made)[rank])
        assert f"component {rank + 1} over" in measured.name
    assert context[12] == agreement.beyond_chance(made, aligned=True)
    assert context[13].name.startswith("agreement of photograph filters")
    assert context[13].name.endswith("after alignment")
    variances = np.linalg.svd(made.patches - made.patches.mean(0), compute_uv=False) ** 2
    floor = variances[6:].sum() / made.patches.size
    shown(context[15], errors(made) / floor)
    assert context[14].name.endswith("photograph")
    assert len(context) == 16
