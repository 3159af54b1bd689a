"""What the films about settings show: stride, padding, output padding, dilation and groups."""
