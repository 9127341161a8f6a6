"""The printed page: content, words, charts and layout."""
