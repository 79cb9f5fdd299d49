"""Charts as vectors for any PDF: what matplotlib draws, written down without fonts or a file of its own."""
