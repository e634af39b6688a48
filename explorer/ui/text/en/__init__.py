"""English: a module each of SENTENCES, key → sentence."""
