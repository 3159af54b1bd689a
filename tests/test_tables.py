"""Tables are tidy, and their numbers are those of the pure functions on the same networks."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz import archive, comparison, tables
from deconviz.alignment import mean_agreement
from deconviz.evidence import Evidence
from deconviz.experiment import Series
from evidences import HELD_OUT, SORTED, directions, evidence, in_order, network, rotated, trained

ROOT = Path(__file__).parents[1]
SERIES = np.random.default_rng(0).normal(size=(1, 300))
PLAIN = trained("baseline", [rotated(seed) for seed in range(3)], code_noise=())
NOISY = trained("code-noise", [in_order(SORTED)] * 3)
REAL = trained(
    "real",
    [network(directions(7, SERIES)[:3])] * 3,
    code_noise=(),
    data=Series(series="ecg"),
    held_out=SERIES,
)
ALL = evidence(PLAIN, NOISY, REAL)


def rows(table: Callable[[Evidence], Iterator[tables.Row]], **wanted: Any) -> list[tables.Row]:
    found = list(table(ALL))
    return [row for row in found if all(row[key] == value for key, value in wanted.items())]


@pytest.mark.parametrize("name", tables.TABLES)
def test_every_row_of_a_table_has_the_same_columns_and_none_stands_twice(name: str) -> None:
    found = list(tables.TABLES[name](ALL))
    assert len({tuple(row) for row in found}) == 1
    assert len({tuple(row.values()) for row in found}) == len(found)


def test_the_pipeline_asks_for_all_tables_and_no_others() -> None:
    text = (ROOT / "workflow/rules/audit.smk").read_text()
    listed = re.search(r"TABLES = \[(.*?)\]", text, re.DOTALL)
    assert listed
    assert re.findall(r'"(.*?)"', listed[1]) == list(tables.TABLES)


def test_losses_are_those_on_held_out_patches() -> None:
    [row] = rows(tables.losses, variant="baseline", seed=1)
    kept = PLAIN.networks[1].decoder_filters
    span, _ = np.linalg.qr(kept.T)
    rest = PLAIN.patches - PLAIN.patches @ span @ span.T
    assert row["mean_squared_error"] == pytest.approx((rest**2).mean(), rel=1e-3)
    assert row["explained_variance"] == pytest.approx(
        1 - row["mean_squared_error"] / PLAIN.patches.var(0).mean()
    )


def test_zeroing_a_component_costs_what_it_carries() -> None:
    carried = (NOISY.patches @ directions()[:3].T) ** 2  # (N, 3)
    whole, *zeroed = (
        row["mean_squared_error"] for row in rows(tables.ablation, variant="code-noise", seed=0)
    )
    for component, principal in enumerate(SORTED):
        expected = carried[:, principal].sum() / NOISY.patches.size
        assert zeroed[component] - whole == pytest.approx(expected, rel=1e-3)


def test_a_sorted_network_has_one_principal_component_in_each_component() -> None:
    found = rows(tables.principal_components, variant="code-noise", seed=0)
    cosines = {(row["component"], row["principal_component"]): row["abs_cosine"] for row in found}
    for (component, principal), cosine in cosines.items():
        same = SORTED[component - 1] + 1 == principal
        assert cosine == pytest.approx(float(same), abs=1e-9)


def test_decoders_in_the_span_of_principal_components_have_no_angle_to_it() -> None:
    assert all(
        row["degrees"] == pytest.approx(0, abs=1e-5)
        for row in rows(tables.subspace_angles, variant="baseline")
    )


def test_encoders_are_described_by_the_functions_of_comparison() -> None:
    found = rows(tables.encoders, variant="baseline", seed=2)
    kernels = PLAIN.networks[2].encoder_kernels
    assert [row["roughness"] for row in found] == pytest.approx(comparison.roughness(kernels))
    assert [row["length"] for row in found] == pytest.approx(np.linalg.norm(kernels, axis=1))
    assert [row["redundancy"] for row in found] == pytest.approx([0, 0, 0], abs=1e-9)
    assert [row["share_saturated"] for row in found] == [0, 0, 0]


def test_agreement_is_the_mean_of_its_pairs() -> None:
    for order, filters in [
        ("as trained", PLAIN.decoder_filters),
        ("aligned", PLAIN.aligned_filters),
    ]:
        pairs = rows(tables.agreement_pairs, variant="baseline", order=order)
        [row] = rows(tables.agreement, variant="baseline", order=order)
        assert len(pairs) == 3
        assert row["mean_abs_cosine"] == pytest.approx(
            np.mean([pair["mean_abs_cosine"] for pair in pairs])
        )
        assert row["mean_abs_cosine"] == pytest.approx(mean_agreement(filters))
        assert row["low"] <= row["mean_abs_cosine"] <= row["high"]


def test_of_one_seed_there_is_no_agreement() -> None:
    lonely = evidence(trained("baseline", [rotated(0)]))
    assert list(tables.agreement(lonely)) == list(tables.agreement_pairs(lonely)) == []


def test_perfect_patches_are_assembled_as_the_cover_says() -> None:
    found = rows(tables.assembled, variant="baseline", network="perfect")
    raw = {row["point"]: row["mean_squared_error"] for row in found if row["remedy"] == "raw"}
    for point, error in raw.items():
        twice = point in (4, 5, 6, 8, 9, 10)
        expected = (HELD_OUT[:, point] ** 2).mean() if twice else 0
        assert error == pytest.approx(expected, rel=1e-9, abs=1e-25)
    cropped = [row["point"] for row in found if row["remedy"] == "cropped"]
    assert cropped == list(range(3, 12))


def test_a_curve_without_an_interior_is_not_cropped() -> None:
    short = trained("baseline", [network(directions(11)[:3])] * 2, held_out=HELD_OUT[:, :11])
    remedies = {row["remedy"] for row in tables.assembled(evidence(short))}
    assert remedies == {"raw", "halved", "tapered", "normalised", "padded"}


def test_networks_that_know_the_series_are_told_from_those_that_don_t() -> None:
    known = rows(tables.real_data, trained_on="series")
    assert {row["variant"] for row in known} == {"real"}
    assert {row["variant"] for row in rows(tables.real_data, trained_on="curves")} == {
        "baseline",
        "code-noise",
    }
    assert known[0]["mean_squared_error"] == pytest.approx(known[0]["pca_floor"], rel=0.05)


@pytest.mark.parametrize(("channels", "kernel"), [(1, 7), (9, 7), (3, 2), (3, 15)])
def test_networks_of_any_size_have_every_table(channels: int, kernel: int) -> None:
    networks = [
        network(np.random.default_rng(seed).normal(size=(channels, kernel))) for seed in range(2)
    ]
    made = evidence(trained("any", networks, code_noise=()))
    for name, table in tables.TABLES.items():
        numbers = [
            value for row in table(made) for value in row.values() if not isinstance(value, str)
        ]
        assert np.isfinite(numbers).all(), name


def test_without_a_series_the_table_is_empty() -> None:
    assert list(tables.real_data(evidence(PLAIN))) == []


def test_training_ends_with_the_networks_themselves() -> None:
    found = rows(tables.training, variant="code-noise", seed=0)
    assert [row["nearest_principal_component"] for row in found] == [3, 2, 1]
    assert [row["abs_cosine"] for row in found] == pytest.approx([1, 1, 1])


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    archive.write_table(
        path, [{"name": "a, b", "x": 1 / 3, "n": 2}, {"name": "c", "x": 1e-9, "n": 0}]
    )
    assert path.read_text() == 'name,x,n\n"a, b",0.333333,2\nc,1e-09,0\n'
    assert list(csv.DictReader(path.read_text().splitlines()))[1] == {
        "name": "c",
        "x": "1e-09",
        "n": "0",
    }


def test_a_table_may_be_empty_but_its_rows_must_match(tmp_path: Path) -> None:
    archive.write_table(tmp_path / "empty.csv", [])
    assert (tmp_path / "empty.csv").read_text().strip() == ""
    with pytest.raises(ValueError, match="fields not in fieldnames"):
        archive.write_table(tmp_path / "bad.csv", [{"a": 1}, {"b": 2}])
