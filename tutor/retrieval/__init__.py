"""Room of Wherefore: retrieval."""
