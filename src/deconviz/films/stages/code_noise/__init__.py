"""What CodeNoise shows, apart from the story."""
