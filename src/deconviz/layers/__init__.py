"""Any transposed convolution: its settings, three ways to compute it, and its phases."""
