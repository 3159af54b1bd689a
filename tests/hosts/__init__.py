"""Decks and formats in the programs that show them: what was asked, and what was seen."""
