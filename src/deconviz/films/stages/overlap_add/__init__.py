"""What OverlapAdd shows, apart from the story."""
