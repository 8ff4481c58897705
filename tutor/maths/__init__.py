"""Reads, evaluates and compares written mathematics; knows nothing of learners."""
