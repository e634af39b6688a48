"""Train: a GAN that learns live."""
