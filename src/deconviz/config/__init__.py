"""The config: what decides weights, what a file may say, and what each job takes of it."""
