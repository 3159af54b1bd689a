"""What the workflow asks: what to run, what an edit reruns, and what a job reads."""
