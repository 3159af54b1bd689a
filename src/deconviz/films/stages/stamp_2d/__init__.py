"""What Stamp2D shows, apart from the story."""
