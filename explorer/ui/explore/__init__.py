"""Explore: the latent space of a generator, and its inside."""
