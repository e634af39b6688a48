"""Generators and training states on disk, also those of strangers."""
