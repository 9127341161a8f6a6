"""The nouns and the rules: plain Python without screens, files, clock or network."""
