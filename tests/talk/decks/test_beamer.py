"""The deck for Beamer: a folder with all that its source names. `hosts.tex` compiles it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from deconviz.errors import UserError
from deconviz.look.theme import LIGHT, THEMES
from deconviz.talk.decks import beamer
from deconviz.talk.decks.beamer_preamble import PREAMBLE
from deconviz.talk.decks.deck import Deck
from deconviz.talk.decks.pdfpc import markdown
from support.paper_decks import EVERY_SPECIAL, deck, figure, film, headed, text


@pytest.fixture
def whole(tmp_path: Path) -> Deck:
    return deck(film(tmp_path), film(tmp_path, "Once", loops=False), figure(tmp_path), text())


def written(whole: Deck, folder: Path) -> Path:
    path = folder / "decks/talk/beamer"
    beamer.write(whole, path)
    return path


def source(whole: Deck, folder: Path) -> str:
    return (written(whole, folder) / "talk.tex").read_text(encoding="utf-8")


def frames(tex: str) -> list[str]:
    return re.findall(r"\\begin\{frame\}.*?\\end\{frame\}", tex, re.S)


def test_the_folder_has_all_that_the_source_names(whole: Deck, tmp_path: Path) -> None:
    folder = written(whole, tmp_path)
    tex = (folder / "talk.tex").read_text(encoding="utf-8")
    named = set(re.findall(r"\{(?:run:)?((?:films|figures)/[^}?]*)", tex))
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert named == {name for name in there if name.startswith(("films/", "figures/"))}
    assert {name.partition("/")[0] for name in there} == {
        *("talk.tex", "talk.pdfpc"),
        *("films", "figures", "fonts"),
    }


def test_films_and_pictures_are_copied_as_they_are(whole: Deck, tmp_path: Path) -> None:
    folder = written(whole, tmp_path)
    for slide in whole.slides:
        if slide.film:
            copy = folder / f"films/{slide.film.name}"
            assert copy.with_suffix(".mp4").read_bytes() == slide.film.video.read_bytes()
            assert copy.with_suffix(".png").read_bytes() == slide.film.poster.read_bytes()
        if slide.figure:
            picture = folder / f"figures/{slide.figure.name}.png"
            assert picture.read_bytes() == slide.figure.picture.read_bytes()


def test_a_frame_each_slide_after_the_title(whole: Deck, tmp_path: Path) -> None:
    found = frames(source(whole, tmp_path))
    assert r"\titlepage" in found[0]
    headings = [re.match(r"\\begin\{frame\}\{(.*)\}", frame) for frame in found[1:]]
    assert [match and match[1] for match in headings] == [slide.heading for slide in whole.slides]


def test_a_film_plays_by_itself_and_loops_if_it_can(whole: Deck, tmp_path: Path) -> None:
    _, looping, once, *_ = frames(source(whole, tmp_path))
    assert "autostart, loop]" in looping
    assert "{run:films/Sum.mp4?autostart&loop}" in looping
    assert "autostart]" in once
    assert "{run:films/Once.mp4?autostart}" in once


def test_each_slide_has_its_notes_in_tex_and_for_pdfpc(whole: Deck, tmp_path: Path) -> None:
    folder = written(whole, tmp_path)
    looping = frames((folder / "talk.tex").read_text(encoding="utf-8"))[1]
    assert "\\note{%\n    Say what Sum is.\n\n    Then wait.\n  }" in looping
    notes = json.loads((folder / "talk.pdfpc").read_text(encoding="utf-8"))
    assert notes["pdfpcFormat"] == 2
    assert [page["idx"] for page in notes["pages"]] == [1, 2, 3, 4]
    assert [page["label"] for page in notes["pages"]] == ["2", "3", "4", "5"]
    assert [page["note"] for page in notes["pages"]] == [
        *["Say what Sum is.\n\nThen wait.", "Say what Once is.\n\nThen wait."],
        *["Point at it.", "Leave it there."],
    ]


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        ("a * b, [c] and d_e", r"a \* b, \[c\] and d\_e"),
        ("# not a heading", r"\# not a heading"),
        ("- no bullet", r"\- no bullet"),
        ("3. no count, 0.5", r"3\. no count, 0.5"),
        ("x < y & `z` \\", r"x \< y \& \`z\` \\"),
        ("  one\n\n two ", "one\n\ntwo"),
    ],
)
def test_notes_mean_themselves_in_markdown(plain: str, marked: str) -> None:
    assert markdown(plain) == marked


def test_the_source_says_how_to_make_and_play_it(whole: Deck, tmp_path: Path) -> None:
    lines = source(whole, tmp_path).splitlines()
    head = lines[: lines.index("")]
    assert all(line.startswith("%") for line in head)
    assert "%     pdflatex talk.tex" in head
    assert any("pdfpc talk.pdf" in line for line in head)


def test_the_document_says_whose_work_it_is(whole: Deck, tmp_path: Path) -> None:
    tex = source(whole, tmp_path)
    assert "pdftitle={A talk}" in tex
    assert "pdfauthor={Ada}" in tex
    assert "pdfsubject={https://example.org/talk}" in tex
    assert "pdfkeywords={Licence: CC-BY-4.0}" in tex


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_colours_are_those_of_the_films(tmp_path: Path, theme: str) -> None:
    chosen = THEMES["light" if theme == "light" else "dark"]
    whole = Deck("talk", "A", chosen, deck().credit, (text(),))
    tex = source(whole, tmp_path)
    assert rf"\definecolor{{background}}{{HTML}}{{{chosen.background[1:].upper()}}}" in tex
    assert (LIGHT.background[1:].upper() in tex) == (theme == "light")


def test_words_of_the_config_reach_tex_escaped(tmp_path: Path) -> None:
    slide = headed(text(EVERY_SPECIAL), EVERY_SPECIAL)
    whole = deck(slide, title=EVERY_SPECIAL, author=EVERY_SPECIAL)
    tex = source(whole, tmp_path)
    escaped = r"100 \% of \$5 \& \#1 \{a\} [b] \textasciitilde{} \textasciicircum{} \_"
    assert tex.count(escaped) == 6
    assert "#1 {a}" not in tex


def test_what_inter_lacks_is_listed_with_a_way_out(tmp_path: Path) -> None:
    tex = source(deck(text("日本 a")), tmp_path)
    assert r"\sentence{\other{日}\other{本} a}" in tex
    assert "% Inter lacks these: 日 本\n" in tex
    assert "\n\\newcommand*\\other[1]{?}\n" in tex


def test_what_inter_has_needs_no_other_font(whole: Deck, tmp_path: Path) -> None:
    assert r"\other" not in source(whole, tmp_path)


def test_nothing_of_the_template_is_left_over(whole: Deck, tmp_path: Path) -> None:
    fields = set(re.findall(r"@[a-z0-9]+", PREAMBLE))
    assert fields
    tex = source(whole, tmp_path)
    assert [field for field in fields if field in tex] == []


def test_bytes_are_the_same_each_time_and_name_no_path_of_this_machine(
    whole: Deck, tmp_path: Path
) -> None:
    first, second = (written(whole, tmp_path / name) for name in "ab")
    files = [path for path in first.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        assert content == (second / path.relative_to(first)).read_bytes()
        assert str(tmp_path).encode() not in content
    assert len(files) == len([path for path in second.rglob("*") if path.is_file()])


def test_a_deck_that_is_made_again_has_no_files_of_the_last(whole: Deck, tmp_path: Path) -> None:
    written(whole, tmp_path)
    folder = written(deck(text()), tmp_path)
    assert list((folder / "films").iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(whole: Deck, tmp_path: Path) -> None:
    (tmp_path / "decks").write_text("a file where a folder should be")
    with pytest.raises(UserError, match=r"talk/beamer: cannot be written"):
        written(whole, tmp_path)
