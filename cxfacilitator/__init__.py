"""CX Facilitator: what leadership, staff and customers say about the customer experience, side by side."""

__version__ = "0.1.0"
