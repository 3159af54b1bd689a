"""Files that a film is turned into."""
