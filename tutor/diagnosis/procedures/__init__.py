"""Room of Wherefore: diagnosis/procedures."""
