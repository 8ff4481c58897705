"""Room of Wherefore: catalog."""
