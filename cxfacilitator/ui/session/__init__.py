"""The running session: the clock, the cockpit's parts and the window for the audience."""
