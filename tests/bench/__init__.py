"""What must not be timed in a test: how good the networks are, and how fast it all is."""
