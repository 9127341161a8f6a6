"""Heavy algorithms behind a plain function each."""
