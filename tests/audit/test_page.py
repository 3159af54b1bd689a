"""The page of a record that is made by hand."""

from __future__ import annotations

from deconviz.audit.page import markdown

DECIDED = {
    "id": "C1",
    "statement": "It holds.",
    "verdict": "confirmed",
    "figure": "loss",
    "lacking": "",
    "checks": [
        {"rule": "|cos| is above 0.9", "value": 0.95, "interval": [0.91, 0.99], "holds": "yes"},
        {"rule": "it is below 3", "value": 2.0, "interval": None, "holds": "in part"},
    ],
    "context": [
        {"name": "|cos| by chance", "value": 0.5, "interval": [0.25, 0.75]},
        {"name": "floor", "value": 1e-5, "interval": None},
    ],
}
UNDECIDED = {
    "id": "C2",
    "statement": "It does not.",
    "verdict": "not decided",
    "figure": "relu",
    "lacking": "the config has no variant relu",
    "checks": [],
    "context": [],
}


def test_a_page_has_a_table_of_all_claims_and_a_section_of_each() -> None:
    page = markdown({"about": "All by rules.", "claims": [DECIDED, UNDECIDED]})
    assert page.splitlines() == [
        "# The claims, and what the networks show",
        "",
        "All by rules.",
        "",
        "| | claim | verdict | figure |",
        "|---|---|---|---|",
        "| C1 | It holds. | confirmed | loss |",
        "| C2 | It does not. | not decided | relu |",
        "",
        "## C1: confirmed",
        "",
        "It holds.",
        "",
        "| condition | value | interval | holds |",
        "|---|---|---|---|",
        r"| \|cos\| is above 0.9 | 0.950 | 0.910 to 0.990 | yes |",
        "| it is below 3 | 2.00 |  | in part |",
        "",
        "| for context | value | interval |",
        "|---|---|---|",
        r"| \|cos\| by chance | 0.500 | 0.250 to 0.750 |",
        "| floor | 1.00e-05 |  |",
        "",
        "## C2: not decided",
        "",
        "It does not.",
        "",
        "Not decided: the config has no variant relu.",
    ]
    assert page.endswith("\n")
