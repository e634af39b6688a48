"""A run as a PyTorch script of its own, one writer a system."""
