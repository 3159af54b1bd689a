"""What OneComponent shows, apart from the story."""
