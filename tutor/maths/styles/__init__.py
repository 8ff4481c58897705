"""The styles that `show` writes, one module each."""
