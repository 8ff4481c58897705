"""Room of Wherefore: diagnosis."""
