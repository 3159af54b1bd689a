"""Films: the base scene, and what stories share."""
