"""The site: a gallery, and pages to play with; one folder of files that needs no network."""
