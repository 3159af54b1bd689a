"""What ScaleAndAdd shows, apart from the story."""
