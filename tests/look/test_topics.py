"""What films are about."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from deconviz.audit.questions import QUESTIONS
from deconviz.look.topics import TOPICS
from support.workspace import ROOT

STORIES = [*ROOT.glob("scenes/*.py"), *ROOT.glob("src/deconviz/films/stages/**/*.py")]


def said(word: str) -> Iterator[str]:
    """Yield what stories say under a name."""
    for file in STORIES:
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Story":
                values = (key.value for key in node.keywords if key.arg == word)
                for constant in (inner for value in values for inner in ast.walk(value)):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                        yield constant.value


def test_every_topic_has_films_and_there_is_no_other() -> None:
    assert set(said("topic")) == set(TOPICS)


def test_films_name_claims_that_there_are() -> None:
    named = set(said("claims"))
    assert named
    assert named <= {question.id for question in QUESTIONS}
