"""简体中文: a module each of SENTENCES, key → sentence."""
