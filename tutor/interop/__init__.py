"""Room of Wherefore: interop."""
