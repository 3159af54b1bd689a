"""What Overture shows, apart from the story."""
