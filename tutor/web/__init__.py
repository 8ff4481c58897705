"""Room of Wherefore: web."""
