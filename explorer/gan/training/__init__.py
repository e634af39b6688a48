"""The parts of a step: losses, penalties, optimisers, what is measured and shown of it."""
