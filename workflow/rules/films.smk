"""Films."""

ALL_FILMS = []
