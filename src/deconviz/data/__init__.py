"""What networks are trained on and tested with: curves, series, pictures, and their windows."""
