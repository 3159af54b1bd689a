"""What FallingIntoLine shows, apart from the story."""
