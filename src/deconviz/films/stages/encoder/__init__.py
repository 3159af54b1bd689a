"""What the films of the encoder, MultiplyAndSum and RaggedAndSmooth, show, apart from the story."""
