"""What RoundTrip shows, apart from the story."""
