"""The look of everything that is drawn: palette, fonts and wording."""
