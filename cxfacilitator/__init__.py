"""CX Facilitator: what leadership, staff and customers say about the customer experience, side by side."""

import os

__version__ = "0.1.0"

# Numpy reads it when it is first imported. Our matrices are small: shared among threads they take ten times as long
# on a machine that has something else to do, and the window has.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
