"""Room of Wherefore: maths."""
