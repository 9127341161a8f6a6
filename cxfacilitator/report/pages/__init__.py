"""The pages of the report, each a function from its part of the content to what stands on it."""
