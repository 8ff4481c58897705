"""Room of Wherefore: store."""
