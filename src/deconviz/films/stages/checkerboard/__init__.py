"""What Checkerboard shows, apart from the story."""
