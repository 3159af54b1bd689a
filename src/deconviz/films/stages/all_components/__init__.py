"""What AllComponents shows, apart from the story."""
