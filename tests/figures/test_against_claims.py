"""Figures show what the claims and the tables of the same networks have measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import ModuleType

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.alignment import mean_agreement, random_cosine
from deconviz.analysis.comparison import roughness
from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats, Row
from deconviz.audit import questions, tables
from deconviz.audit.verdict import Measured
from deconviz.config.experiment import CurveSettings, NetworkSettings, SeriesSettings
from deconviz.data.curves import dataset
from deconviz.figures import (
    assembled_halved,
    assembled_normalised,
    assembled_raw,
    assembled_tapered,
    compound,
    decoder_filters,
    decoder_filters_aligned,
    encoder_filters,
    filters_along_training,
    larger_networks,
    loss,
    outputs,
    real_data,
    relu,
    zeroed_components,
)
from deconviz.network.overlaps import REMEDIES
from deconviz.plotting.inputs import Curves, FigureInputs
from deconviz.plotting.page import Plot, page_of
from support.artists import by_label, dots, segments, xs, ys
from support.made_up import NOISE, VARIANTS, evidence, figure_inputs, lifelike

LIGHT = page_of("light")
SEEDS = 10
RTOL = 1e-6
FOUR_NOISES = (0.1, 0.03, 0.01, 0.003)

CURVES = Curves(*dataset(CurveSettings(curves=50, held_out=20)))
LONGER_CURVES = Curves(*dataset(CurveSettings(curves=50, held_out=10, points=31)))
LONGER = NetworkSettings(channels=4, kernel=15, stride=8)
SERIES = np.cumsum(np.random.default_rng(0).normal(size=(1, 300)), 1)
ASSEMBLED = {
    "raw": assembled_raw,
    "halved": assembled_halved,
    "tapered": assembled_tapered,
    "normalised": assembled_normalised,
}


def variant(
    name: str,
    ranked: int,
    sizes: NetworkSettings | None = None,
    noise: tuple[float, ...] = NOISE,
    curves: Curves = CURVES,
) -> Ensemble:
    """Make a variant whose first `ranked` seeds have their components in the order of the noise.

    The history ends with the networks' own losses.
    """
    sizes = sizes or NetworkSettings()
    ordered, mixed = (lifelike(kind, SEEDS, sizes, curves) for kind in ("code-noise", "baseline"))
    filters = np.concatenate(
        [ordered.history.decoder_filters[:ranked], mixed.history.decoder_filters[ranked:]]
    )  # (S, T, C, K)
    ensemble = replace(
        ordered,
        name=name,
        experiment=ordered.experiment.model_copy(update={"code_noise": noise}),
        networks=(*ordered.networks[:ranked], *mixed.networks[ranked:]),
    )
    losses = np.array(ordered.history.loss)  # (S, T)
    losses[:, -1] = ensemble.losses
    history = replace(ordered.history, decoder_filters=filters, loss=losses)
    return replace(ensemble, history=history)


def on_series() -> Ensemble:
    real = variant("real", 4, noise=())
    experiment = real.experiment.model_copy(update={"data": SeriesSettings(series="ecg")})
    return replace(real, experiment=experiment, held_out=SERIES)


@dataclass(frozen=True)
class Audit:
    """Networks of all variants, and what the audit makes of them."""

    ensembles: Mapping[str, Ensemble]
    findings: Mapping[str, Mapping[str, Measured]]
    tables: Mapping[str, list[Row]]

    def draw(self, figure: ModuleType, *variants: str) -> Plot:
        """Draw a figure of its own variants, or of these."""
        names = variants or figure.VARIANTS
        inputs = FigureInputs(
            data=figure_inputs([]).data,
            network=NetworkSettings(),
            seed=11,
            curves=CURVES,
            ensembles={name: self.ensembles[name] for name in names},
            tables=self.tables,
        )
        plot: Plot = figure.draw(inputs, LIGHT)
        return plot

    def measured(self, claim: str, name: str) -> Measured:
        """Return the one figure of a claim whose name begins so."""
        [only] = [each for key, each in self.findings[claim].items() if key.startswith(name)]
        return only

    def column(self, table: str, column: str, **where: object) -> Floats:
        """Return a column of the rows with these values."""
        rows = [
            row
            for row in self.tables[table]
            if all(row[name] == value for name, value in where.items())
        ]
        assert rows
        return np.array([row[column] for row in rows])


@pytest.fixture(scope="module")
def audit() -> Audit:
    every = [
        variant("baseline", 0, noise=()),
        variant("code-noise", 10),
        lifelike("input-noise", SEEDS, NetworkSettings(), CURVES),
        variant("source", 9),
        variant("compound", 5),
        variant("source-compound", 7),
        variant("relu", 6, NetworkSettings(activation="relu")),
        variant("more-channels", 8, NetworkSettings(channels=4), FOUR_NOISES),
        variant("longer-kernel", 3, NetworkSettings(kernel=11)),
        variant(
            "longer-signal", 6, NetworkSettings(channels=4, kernel=15), FOUR_NOISES, LONGER_CURVES
        ),
        on_series(),
    ]
    made_up = evidence(*every)
    names = ["losses", "ablation", "encoders", "agreement", "assembled", "real-data"]
    return Audit(
        ensembles=made_up.variants,
        findings={
            claim.question.id: {
                each.name: each
                for each in [*(c.measured for c in claim.finding.checks), *claim.finding.context]
            }
            for claim in questions.audit(made_up)
        },
        tables={name: list(tables.TABLES[name](made_up)) for name in names},
    )


def panels(figure: Figure) -> dict[str, Axes]:
    """Return panels by their headings."""
    return {axes.texts[0].get_text(): axes for axes in figure.axes}


def zeroed(axes: Axes) -> Floats:
    """Return the errors that a panel has dots for, shape (S, 1 + C)."""
    return np.array([ys(line) for line in dots(axes)]).T


def filters(figure: Figure) -> Floats:
    """Return the filters of a table of panels, shape (S, C, K)."""
    lines = [ys(axes.get_lines()[1]) for axes in figure.axes]
    return np.reshape(lines, (-1, SEEDS, len(lines[0]))).swapaxes(0, 1)


# --- Order and size of what components are worth ---


def test_seeds_that_end_swapped_are_the_share_of_c5(audit: Audit) -> None:
    plot = audit.draw(filters_along_training)
    for name, axes in panels(plot.figure).items():
        share = audit.measured("C5", f"{name}: share of seeds where filters 2 and 3 are swapped")
        swapped = [line.get_linestyle() == "--" for line in axes.get_lines()[1:]]
        assert swapped == [bool(of_seed) for of_seed in share.seeds]
        assert np.mean(swapped) == pytest.approx(share.value, rel=RTOL)
        assert f"{name} {sum(swapped)} of {SEEDS}" in plot.caption.text
    assert {True, False} == {bool(v) for v in share.seeds}


def test_dots_and_bars_of_zeroed_components_are_those_of_the_table(audit: Audit) -> None:
    plot = audit.draw(zeroed_components, *VARIANTS)
    for name, axes in panels(plot.figure).items():
        table = audit.column("ablation", "mean_squared_error", variant=name).reshape(SEEDS, -1)
        np.testing.assert_allclose(zeroed(axes), table, rtol=RTOL)
        bars = [bar[0, 1] for [bar] in segments(axes)]
        np.testing.assert_allclose(bars, np.median(table, axis=0), rtol=RTOL)
        medians = ", ".join(f"{value:.1e}" for value in np.median(table, axis=0))
        assert f"{name} {medians}" in plot.caption.text


def test_the_least_harm_is_that_of_the_noisiest_component_in_c7(audit: Audit) -> None:
    plot = audit.draw(zeroed_components, *VARIANTS)
    harm = audit.measured("C7", "code-noise: the same over the error with none zeroed")
    assert f"{harm.value:.3g} (code-noise)" in plot.caption.finding
    errors = zeroed(panels(plot.figure)["code-noise"])
    np.testing.assert_allclose(errors[:, 1:].min(1) / errors[:, 0], harm.seeds, rtol=RTOL)


def test_without_noise_components_differ_as_in_c6(audit: Audit) -> None:
    errors = zeroed(panels(audit.draw(zeroed_components, *VARIANTS).figure)["baseline"])
    ratio = audit.measured("C6", "baseline: the largest error with a component zeroed over")
    np.testing.assert_allclose(errors[:, 1:].max(1) / errors[:, 1:].min(1), ratio.seeds, rtol=RTOL)


@pytest.mark.parametrize("name", ["compound", "source-compound"])
def test_compound_noise_ranks_components_as_in_c4(audit: Audit, name: str) -> None:
    errors = zeroed(panels(audit.draw(compound).figure)[name])
    ratio = audit.measured("C4-compound", f"{name}: the error with another component zeroed")
    np.testing.assert_allclose(errors[:, 2:].min(1) / errors[:, 1], ratio.seeds, rtol=RTOL)


def test_what_compound_noise_costs_is_that_of_c7(audit: Audit) -> None:
    errors = zeroed(panels(audit.draw(compound).figure)["compound"])
    harm = audit.measured("C7-compound", "compound: the same over the error with none zeroed")
    np.testing.assert_allclose(errors[:, 1] / errors[:, 0], harm.seeds, rtol=RTOL)


def test_losses_with_relu_are_those_of_c10(audit: Audit) -> None:
    plot = audit.draw(relu)
    tanh, with_relu = (zeroed(panels(plot.figure)[name]) for name in ("code-noise", "relu"))
    ratio = audit.measured("C10", "held-out loss, relu over tanh")
    np.testing.assert_allclose(with_relu[:, 0] / tanh[:, 0], ratio.seeds, rtol=RTOL)
    order = audit.measured("C10", "relu: the error with another component zeroed")
    np.testing.assert_allclose(with_relu[:, 2:].min(1) / with_relu[:, 1], order.seeds, rtol=RTOL)
    worst = with_relu[:, 0].max() / tanh[:, 0].max()
    assert f"{worst:.0f}" in plot.caption.finding or f"{worst:.2g}" in plot.caption.finding


def test_agreement_with_relu_is_that_of_c10(audit: Audit) -> None:
    beyond = audit.measured("C10", "agreement of relu filters beyond chance after alignment")
    chance = audit.ensembles["relu"].chance_aligned
    cosine = chance + beyond.value * (1 - chance)
    assert f"mean |cos| between seeds {cosine:.3f} aligned" in audit.draw(relu).caption.text


def test_larger_networks_are_in_order_in_as_many_seeds_as_in_c12(audit: Audit) -> None:
    plot = audit.draw(larger_networks)
    for name, ensemble in audit.ensembles.items():
        if name not in larger_networks.VARIANTS[1:]:
            continue
        steps = audit.measured("C12", f"{name}: the error with a component zeroed over that")
        count = int((np.array(steps.seeds) > 1).sum())
        assert 0 < count < SEEDS
        assert f"{count} of {SEEDS} {name}" in plot.caption.finding
        errors = zeroed(panels(plot.figure)[name])[:, 1:]  # (S, C)
        np.testing.assert_allclose((errors[:, 1:] / errors[:, :-1]).min(1), steps.seeds, rtol=RTOL)
        beyond = audit.measured("C12", f"agreement of {name} filters beyond chance as trained")
        chance = random_cosine(ensemble.channels)
        cosine = chance + beyond.value * (1 - chance)
        assert f"{name} in order in {count} of {SEEDS} seeds, mean |cos| between seeds " in (
            plot.caption.text
        )
        assert f"{cosine:.3f} as trained" in plot.caption.text


# --- Losses ---


def test_the_loss_ends_at_the_losses_of_the_table_above_its_floor(audit: Audit) -> None:
    plot = audit.draw(loss, *VARIANTS[:2])
    [axes] = plot.figure.axes
    for name in VARIANTS[:2]:
        losses = audit.column("losses", "mean_squared_error", variant=name)
        end = float(ys(by_label(axes)[name])[-1])
        assert end == pytest.approx(losses.mean(), rel=RTOL)
        assert f"{name} {losses.mean():.2e}" in plot.caption.text
        [floor] = {*audit.column("losses", "pca_floor", variant=name)}
        [line] = [line for label, line in by_label(axes).items() if label.startswith("PCA")]
        np.testing.assert_allclose(ys(line), floor, rtol=RTOL)
    assert floor == pytest.approx(audit.measured("C1", "PCA floor").value, rel=RTOL)


def test_the_lowest_floor_of_zeroed_components_is_that_of_the_table(audit: Audit) -> None:
    for name, axes in panels(audit.draw(zeroed_components, *VARIANTS).figure).items():
        floors = [ys(line)[0] for line in axes.get_lines() if line.get_marker() == "None"]
        [floor] = {*audit.column("losses", "pca_floor", variant=name)}
        assert min(floors) == pytest.approx(floor, rel=RTOL)


@pytest.mark.parametrize("name", VARIANTS)
def test_errors_of_patches_have_the_mean_of_the_losses(audit: Audit, name: str) -> None:
    losses = audit.column("losses", "mean_squared_error", variant=name)
    assert audit.ensembles[name].patch_errors.mean() == pytest.approx(losses.mean(), rel=RTOL)
    half = np.sqrt(np.median(audit.ensembles[name].patch_errors))
    assert f"below {half:.4f}" in audit.draw(outputs, name).caption.finding


def test_losses_on_the_series_are_those_of_the_table_and_of_c13(audit: Audit) -> None:
    plot = audit.draw(real_data)
    lines = by_label(plot.figure.axes[0])
    for name in real_data.VARIANTS:
        table = audit.column("real-data", "mean_squared_error", variant=name)
        np.testing.assert_allclose(xs(lines[name]), table, rtol=RTOL)
        assert f"{name} {np.median(table):.2e}" in plot.caption.text
    np.testing.assert_allclose(
        xs(lines["PCA floor"]), audit.column("real-data", "pca_floor")[0], rtol=RTOL
    )
    for name in ("baseline", "code-noise", "input-noise"):
        ratio = audit.measured("C13", f"loss on the measured series, {name} over networks trained")
        np.testing.assert_allclose(xs(lines[name]) / xs(lines["real"]), ratio.seeds, rtol=RTOL)
        assert f"{ratio.value:.1f} ({name})" in plot.caption.finding


# --- Filters ---


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize(
    ("figure", "order"), [(decoder_filters, "as trained"), (decoder_filters_aligned, "aligned")]
)
def test_filters_agree_as_in_the_table(
    audit: Audit, name: str, figure: ModuleType, order: str
) -> None:
    of_panels = filters(audit.draw(figure, name).figure)  # (S, C, K)
    [cosine] = audit.column("agreement", "mean_abs_cosine", variant=name, order=order)
    assert mean_agreement(of_panels) == pytest.approx(cosine, rel=RTOL)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_agreement_in_words_is_that_of_the_table(audit: Audit, name: str) -> None:
    caption = audit.draw(decoder_filters_aligned, name).caption
    trained, aligned = audit.column("agreement", "mean_abs_cosine", variant=name)
    [chance] = {*audit.column("agreement", "chance_aligned", variant=name)}
    assert f"{trained:.3f} as trained and {aligned:.3f} aligned" in caption.text
    assert f"have {chance:.3f}" in caption.text
    assert caption.finding.endswith(f"agree to {aligned:.2f}, where chance gives {chance:.2f}")


@pytest.mark.parametrize(("claim", "name"), [("C2", "baseline"), ("C3", "code-noise")])
def test_the_aligned_agreement_is_that_of_the_claim(audit: Audit, claim: str, name: str) -> None:
    cosine = audit.measured(claim, f"mean |cos| of {name} filters after alignment").value
    chance = audit.measured(claim, "mean |cos| by chance after alignment").value
    finding = audit.draw(decoder_filters_aligned, name).caption.finding
    assert finding.endswith(f"agree to {cosine:.2f}, where chance gives {chance:.2f}")


def test_the_roughness_of_encoder_filters_is_that_of_the_table_and_of_c8(audit: Audit) -> None:
    axes = audit.draw(encoder_filters).figure.axes
    for component in range(3):
        before, after = (
            roughness(np.array([ys(line) for line in panel.get_lines()[1:]]))
            for panel in axes[2 * component : 2 * component + 2]
        )  # each (S,)
        for name, of_seeds in (("code-noise", before), ("input-noise", after)):
            table = audit.column("encoders", "roughness", variant=name, component=component + 1)
            np.testing.assert_allclose(of_seeds, table, rtol=RTOL)
        ratio = audit.measured("C8", f"roughness of encoder filter {component + 1}, code-noise")
        np.testing.assert_allclose(before / after, ratio.seeds, rtol=RTOL)


# --- Whole curves ---


@pytest.mark.parametrize(("remedy", "figure"), ASSEMBLED.items())
def test_errors_of_curves_are_those_of_the_table(
    audit: Audit, remedy: str, figure: ModuleType
) -> None:
    plot = audit.draw(figure)
    lines = by_label(plot.figure.axes[2])
    rows = {"variant": "baseline", "remedy": remedy}
    table = audit.column("assembled", "mean_squared_error", **rows).reshape(SEEDS + 1, -1)
    of_networks, of_perfect_patches = table[:SEEDS], table[SEEDS]
    name = "averaged" if remedy == "normalised" else "trained"
    np.testing.assert_allclose(ys(lines[name]), of_networks.mean(0), rtol=RTOL)
    assert f"Over all points the error is {of_networks.mean():.2e}" in plot.caption.text
    own = audit.measured("C11", f"error with perfect patches, {remedy}").value
    assert of_perfect_patches.mean() == pytest.approx(own, rel=RTOL)
    if "perfect" in lines:
        perfect = np.nan_to_num(ys(lines["perfect"]))
        np.testing.assert_allclose(perfect, of_perfect_patches, rtol=RTOL, atol=1e-20)
        assert f"with perfect patches {own:.2e}" in plot.caption.text
    else:
        assert own < 1e-20
        assert "with perfect patches 0" in plot.caption.text


def test_errors_with_padding_are_those_of_the_table(audit: Audit) -> None:
    rows = {"variant": "baseline", "remedy": "padded"}
    table = audit.column("assembled", "mean_squared_error", **rows).reshape(SEEDS + 1, -1)
    plot = audit.draw(assembled_normalised)
    line = by_label(plot.figure.axes[2])["padded"]
    np.testing.assert_allclose(ys(line), table[:SEEDS].mean(0), rtol=RTOL)
    assert f"With padding it is {table[:SEEDS].mean():.2e}" in plot.caption.text


def test_every_remedy_of_a_figure_is_in_the_table(audit: Audit) -> None:
    assert {*ASSEMBLED, "padded", "cropped"} == {*REMEDIES}
    assert {row["remedy"] for row in audit.tables["assembled"]} == {*REMEDIES}
