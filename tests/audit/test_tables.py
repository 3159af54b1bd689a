"""Tables are tidy, and their numbers are those of the pure functions on the same networks."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.analysis.alignment import mean_agreement
from deconviz.archive.tables import read_table, write_table
from deconviz.arrays import Row
from deconviz.audit import tables
from deconviz.audit.evidence import Evidence
from deconviz.audit.table import Rows, Table
from deconviz.config.experiment import SeriesSettings
from deconviz.data.pictures import PictureWindows
from deconviz.network.autoencoder import Autoencoder
from support.made_up import (
    HELD_OUT,
    SORTED,
    directions,
    ensemble,
    evidence,
    in_order,
    on_photograph,
    projection,
    rotated,
)

SERIES = np.random.default_rng(0).normal(size=(1, 300))
PLAIN = ensemble("baseline", [rotated(seed) for seed in range(3)], code_noise=())
NOISY = ensemble("code-noise", [in_order(SORTED)] * 3)
REAL = ensemble(
    "real",
    [projection(directions(7, SERIES)[:3])] * 3,
    code_noise=(),
    data=SeriesSettings(series="ecg"),
    held_out=SERIES,
)
ON_PHOTOGRAPH = on_photograph("photograph", 3)
ALL = evidence(PLAIN, NOISY, REAL, ON_PHOTOGRAPH)


def rows(table: Callable[[Evidence], Iterator[Row]], **wanted: Any) -> list[Row]:
    found = list(table(ALL))
    return [row for row in found if all(row[key] == value for key, value in wanted.items())]


@pytest.mark.parametrize("name", tables.TABLES)
def test_every_row_of_a_table_has_the_same_columns_and_none_stands_twice(name: str) -> None:
    table = tables.TABLES[name]
    found = list(table(ALL))
    assert {tuple(row) for row in found} == {table.columns}
    assert len({tuple(row.values()) for row in found}) == len(found)


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


def test_the_angles_of_a_decoder_are_those_by_which_it_leaves_the_principal_components() -> None:
    inside = rows(tables.subspace_angles, variant="baseline", seed=0)
    assert [row["angle"] for row in inside] == [1, 2, 3]
    assert [row["degrees"] for row in inside] == pytest.approx([0, 0, 0], abs=1e-5)
    first, second, _, fourth = directions()[:4]
    leaving = projection(np.stack([first, second, fourth]))
    turned = evidence(ensemble("turned", [leaving]))
    angles = [row["degrees"] for row in tables.subspace_angles(turned)]
    assert angles == pytest.approx([90, 0, 0], abs=1e-5)


def test_encoders_have_the_length_roughness_redundancy_and_saturation_of_their_kernels() -> None:
    zigzag, level = np.array([1.0, -1] * 3 + [1]), np.ones(7)
    kernels = 1000 * np.stack([zigzag, level, directions()[0]])  # (3, 7)
    bias = np.array([0.0, 1e6, -1e6])  # tanh of what is so large is 1 or -1, whatever the patch
    loud = Autoencoder(kernels, bias, directions()[:3], 0.0, "tanh")
    found = list(tables.encoders(evidence(ensemble("loud", [loud]))))
    assert [row["component"] for row in found] == [1, 2, 3]
    lengths = [1000 * math.sqrt(7), 1000 * math.sqrt(7), 1000]
    assert [row["length"] for row in found] == pytest.approx(lengths)
    bends = np.diff(directions()[0], 2)  # (5,)
    assert [row["roughness"] for row in found] == pytest.approx([16 * 5 / 7, 0, bends @ bends])
    visible = (zigzag @ directions()[:3].T) ** 2  # (3,)
    assert found[0]["redundancy"] == pytest.approx(1 - visible.sum() / 7)
    assert found[2]["redundancy"] == pytest.approx(0, abs=1e-9)
    assert [row["share_saturated"] for row in found[1:]] == [1, 1]
    quiet = list(tables.encoders(evidence(ensemble("quiet", [projection(directions()[:3])]))))
    assert [row["share_saturated"] for row in quiet] == [0, 0, 0]


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
    lonely = evidence(ensemble("baseline", [rotated(0)]))
    assert list(tables.agreement(lonely)) == list(tables.agreement_pairs(lonely)) == []


def test_two_seeds_have_one_pair_to_agree() -> None:
    pair = evidence(ensemble("baseline", [rotated(0), rotated(1)]))
    [as_trained, _] = tables.agreement(pair)
    [row] = [row for row in tables.agreement_pairs(pair) if row["order"] == "as trained"]
    assert as_trained["mean_abs_cosine"] == pytest.approx(row["mean_abs_cosine"])


def test_perfect_patches_are_assembled_as_the_cover_says() -> None:
    found = rows(tables.assembled, variant="baseline", network="perfect")
    raw = {row["point"]: row["mean_squared_error"] for row in found if row["remedy"] == "raw"}
    for point, error in raw.items():
        twice = point in (4, 5, 6, 8, 9, 10)
        expected = (HELD_OUT[:, point] ** 2).mean() if twice else 0
        assert error == pytest.approx(expected, rel=1e-9, abs=1e-25)
    cropped = [row["point"] for row in found if row["remedy"] == "cropped"]
    assert cropped == list(range(3, 12))


def test_tables_of_lines_leave_photographs_out() -> None:
    for table in (tables.encoders, tables.assembled, tables.real_data):
        assert "photograph" not in {row["variant"] for row in rows(table)}
    assert {row["variant"] for row in rows(tables.pictures)} == {"photograph"}


def test_perfect_patches_are_assembled_to_the_picture_inside_or_everywhere() -> None:
    cover = PictureWindows.on(ON_PHOTOGRAPH.held_out, (8, 8), 4).cover()
    found = {row["remedy"]: row for row in rows(tables.pictures, network="perfect")}
    expected = (((cover - 1) * ON_PHOTOGRAPH.held_out) ** 2).mean()
    assert found["raw"]["mean_squared_error"] == pytest.approx(expected)
    inside = 3 * ON_PHOTOGRAPH.held_out[4:-4, 4:-4]  # in four windows, where one is right
    assert found["raw"]["inside"] == pytest.approx((inside**2).mean())
    assert found["tapered"]["mean_squared_error"] > 1e-3
    assert found["tapered"]["inside"] == pytest.approx(0, abs=1e-20)
    assert found["normalised"]["mean_squared_error"] == pytest.approx(0, abs=1e-20)


def test_a_curve_without_an_interior_is_not_cropped() -> None:
    short = ensemble("baseline", [projection(directions(11)[:3])] * 2, held_out=HELD_OUT[:, :11])
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
    windows = np.stack([SERIES[0, start : start + 7] for start in range(294)])
    for row in rows(tables.real_data):
        expected = 1 - row["mean_squared_error"] / windows.var(0).mean()
        assert row["explained_variance"] == pytest.approx(expected)


@pytest.mark.parametrize(("channels", "kernel"), [(1, 7), (9, 7), (3, 2), (3, 15)])
def test_networks_of_any_size_have_every_table(channels: int, kernel: int) -> None:
    networks = [
        projection(np.random.default_rng(seed).normal(size=(channels, kernel))) for seed in range(2)
    ]
    made = evidence(ensemble("any", networks, code_noise=()))
    for name, table in tables.TABLES.items():
        numbers = [
            value for row in table(made) for value in row.values() if not isinstance(value, str)
        ]
        assert np.isfinite(numbers).all(), name


def test_without_a_series_the_table_is_empty(tmp_path: Path) -> None:
    table = tables.real_data
    found = list(table(evidence(PLAIN)))
    assert found == []
    path = tmp_path / "results/tables/t.csv"
    write_table(path, table.columns, found)
    assert path.read_text() == ",".join(table.columns) + "\n"
    assert read_table(path) == []


def test_training_ends_with_the_networks_themselves() -> None:
    found = rows(tables.training, variant="code-noise", seed=0)
    assert [row["component"] for row in found] == [1, 2, 3]
    assert [row["nearest_principal_component"] for row in found] == [3, 2, 1]
    assert [row["abs_cosine"] for row in found] == pytest.approx([1, 1, 1])


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(
        path,
        ["name", "x", "n"],
        [{"name": "a, b", "x": 1 / 3, "n": 2}, {"name": "c", "x": 1e-9, "n": 0}],
    )
    assert path.read_text() == 'name,x,n\n"a, b",0.333333,2\nc,1e-09,0\n'
    assert list(csv.DictReader(path.read_text().splitlines()))[1] == {
        "name": "c",
        "x": "1e-09",
        "n": "0",
    }


@pytest.mark.parametrize("row", [{"a": 1}, {"a": 1, "b": 2, "c": 3}, {"b": 2, "a": 1}])
def test_a_row_with_other_columns_is_refused(tmp_path: Path, row: Row) -> None:
    with pytest.raises(ValueError, match=r"t\.csv: a row has .*, not \['a', 'b'\]"):
        write_table(tmp_path / "t.csv", ["a", "b"], [row])


def test_a_row_without_a_value_for_each_column_is_refused() -> None:
    def measure(value: int) -> Rows:
        yield (value,)

    with pytest.raises(ValueError, match="shorter"):
        list(Table(("a", "b"), measure)(1))
