"""What TeX takes for commands, and how it is told to set it as it is."""

SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: rf"\{char}" for char in "{}$&#%_"},
}
