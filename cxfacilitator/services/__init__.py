"""The verbs: one function for each thing that a facilitator does."""
