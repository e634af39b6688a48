"""简体中文 for what the server says: English with {places} → Chinese."""
