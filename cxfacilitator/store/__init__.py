"""Our file: the only room with SQL."""
