"""What figures share: the theme in matplotlib's words, pages, labels."""
