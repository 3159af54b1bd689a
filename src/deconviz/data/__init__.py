"""What networks are trained on and tested with: curves, measured series, and their windows."""
