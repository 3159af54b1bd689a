"""The claims, one family a file: each holds a claim against the evidence."""
