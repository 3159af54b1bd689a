"""What figures take from the tables of the audit."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from deconviz.arrays import Floats, Row


def zeroed_losses(rows: Iterable[Row], variants: tuple[str, ...]) -> dict[str, Floats]:
    """Return losses with nothing and with each component zeroed, each of shape (S, 1 + C).

    Parameters
    ----------
    rows
        Of the table `ablation`.
    variants
        Whose losses to return, in this order.
    """
    losses: dict[str, dict[int, list[float]]] = {name: {} for name in variants}
    for row in rows:
        if row["variant"] in losses:
            of_variant = losses[row["variant"]]
            of_variant.setdefault(row["seed"], []).append(row["mean_squared_error"])
    return {name: np.array([*by_seed.values()]) for name, by_seed in losses.items()}


def series_losses(rows: Iterable[Row], variant: str) -> Floats:
    """Return a variant's losses in the table `real-data`, shape (S,)."""
    return np.array([row["mean_squared_error"] for row in rows if row["variant"] == variant])


def agreement(rows: Iterable[Row], order: str) -> dict[str, list[str]]:
    """Return the mean |cos| between seeds by variant, as text; one seed alone has none.

    Parameters
    ----------
    rows
        Of the table `agreement`.
    order
        Of the filters: "as trained" or "aligned".
    """
    return {
        row["variant"]: [f"mean |cos| between seeds {row['mean_abs_cosine']:.3f} {order}"]
        for row in rows
        if row["order"] == order
    }
