"""What ThreeViews shows, apart from the story."""
