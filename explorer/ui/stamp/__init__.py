"""Stamp: a transposed convolution, number by number."""
