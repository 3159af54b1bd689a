"""What is measured of trained networks. No file is read or written."""
