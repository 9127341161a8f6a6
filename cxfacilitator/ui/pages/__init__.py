"""One page a stage."""
