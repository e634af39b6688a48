"""An interactive explorer for how generative adversarial networks make pictures."""
