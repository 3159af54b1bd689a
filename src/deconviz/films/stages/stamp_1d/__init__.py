"""What Stamp1D shows, apart from the story."""
