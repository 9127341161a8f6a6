"""One chart a module, drawn for the page and the screen alike."""
