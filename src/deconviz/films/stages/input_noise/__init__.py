"""What InputNoise shows, apart from the story."""
