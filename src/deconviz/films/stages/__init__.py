"""What stands on the stage of one film, or is said of it: its story is in `scenes/`."""
