"""What SideBySide shows, apart from the story."""
