"""The claim audit: what the article says of these networks, and what their weights show."""
