"""What goes into a talk: the formats of a film, and decks that play."""
