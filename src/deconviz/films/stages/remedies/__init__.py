"""What Remedies shows, apart from the story."""
