"""What StampImage shows, apart from the story."""
