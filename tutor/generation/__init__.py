"""Room of Wherefore: generation."""
