"""What figures share: the theme in matplotlib's terms, pages, panels, labels and captions."""
