"""The claim audit: what is said of these networks, and what their weights say to it."""
