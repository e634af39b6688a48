"""Networks as lists of layers: how they are built, what they are made of."""
