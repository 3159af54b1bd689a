"""The autoencoder: its arithmetic, its training, and curves made of its windows."""
