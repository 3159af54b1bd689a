"""What TeX takes for commands is set as it is."""

from deconviz.look.tex import SPECIAL


def test_all_ten_characters_are_told_to_tex_as_themselves() -> None:
    assert set(SPECIAL) == set(r"\~^{}$&#%_")
    for character in "{}$&#%_":
        assert SPECIAL[character] == "\\" + character
    for character in r"\~^":
        assert SPECIAL[character].startswith(r"\text")
        assert SPECIAL[character].endswith("{}")
