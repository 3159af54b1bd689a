"""Decks: the slides of a talk, in the form of each program."""
