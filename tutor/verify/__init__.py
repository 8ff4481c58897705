"""Room of Wherefore: verify."""
