"""Static figures: arrays to a matplotlib Figure, one figure a file; none of them saves itself."""
