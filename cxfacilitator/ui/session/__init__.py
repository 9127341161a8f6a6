"""The session's cockpit, audience window and clock."""
